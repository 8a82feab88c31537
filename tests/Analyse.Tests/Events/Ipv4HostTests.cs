using Analyse.Events;
using Xunit;

namespace Analyse.Tests.Events;

/// <summary>Expected values are those of <c>new URL(referrer).hostname</c> in Node, empty where it throws.</summary>
public sealed class Ipv4HostTests
{
    [Theory]
    [InlineData("http://0x7f.1/", "127.0.0.1")]
    [InlineData("http://127.1", "127.0.0.1")]
    [InlineData("http://2130706433/", "127.0.0.1")]
    [InlineData("http://0177.0.0.1", "127.0.0.1")]
    [InlineData("http://256.1.1.1", "")]
    [InlineData("http://1.2.3.4.5/", "")]
    [InlineData("http://1.2.3/", "1.2.0.3")]
    [InlineData("http://4294967295", "255.255.255.255")]
    [InlineData("http://4294967296", "")]
    [InlineData("http://0xffffffff", "255.255.255.255")]
    [InlineData("http://0x100000000", "")]
    [InlineData("http://0x/", "0.0.0.0")]
    [InlineData("http://0x.0x.0", "0.0.0.0")]
    [InlineData("http://1.2.3.4./", "1.2.3.4")]
    [InlineData("http://1.2.3.4../", "1.2.3.4..")]
    [InlineData("http://a.09/", "")]
    [InlineData("http://09/", "")]
    [InlineData("http://08.1/", "")]
    [InlineData("http://a.0x1/", "")]
    [InlineData("http://a.0xg/", "a.0xg")]
    [InlineData("http://1e3/", "1e3")]
    [InlineData("http://1..2/", "")]
    [InlineData("http://１２７.1/", "127.0.0.1")]
    [InlineData("http://99999999999999999999999999/", "")]
    [InlineData("http://0x99999999999999999999999999/", "")]
    [InlineData("http://1.2.3.256/", "")]
    [InlineData("http://1.256/", "1.0.1.0")]
    [InlineData("http://1.16777216/", "")]
    [InlineData("http://1.16777215/", "1.255.255.255")]
    [InlineData("http://.1/", "")]
    [InlineData("http://1.2.3.08/", "")]
    [InlineData("http://1.2.3.4a", "1.2.3.4a")]
    [InlineData("http://%31.1/", "1.0.0.1")]
    [InlineData("http://00/", "0.0.0.0")]
    [InlineData("http://0/", "0.0.0.0")]
    public void A_host_that_ends_in_a_number_is_an_IPv4_address_or_nothing(string referrer, string domain) =>
        Assert.Equal(domain, ReferrerDomain.Of(referrer));
}
