using Analyse.Events;
using Xunit;

namespace Analyse.Tests.Events;

/// <summary>Expected values are those of <c>new URL(referrer).hostname</c> in Node, empty where it throws.</summary>
public sealed class UrlHostTests
{
    [Theory]
    [InlineData("https://ex%61mple.com/", "example.com")]
    [InlineData("https://%65xample.com", "example.com")]
    [InlineData("https://exa%mple.com/", "")]
    [InlineData("https://ex%2Fample.com/", "")]
    [InlineData("https://%zz.com", "")]
    [InlineData("https://a%00b.com", "")]
    [InlineData("https://%FF.com/", "")]
    [InlineData("https://a b.com/", "")]
    [InlineData("https://a<b.com/", "")]
    [InlineData("https://a^b.com", "")]
    [InlineData("https://a|b.com", "")]
    [InlineData("https://a_b.com", "a_b.com")]
    [InlineData("https://a*b.com", "a*b.com")]
    [InlineData("https://a'b.com", "a'b.com")]
    [InlineData("https://a!b.com", "a!b.com")]
    [InlineData("https://a..b/", "a..b")]
    [InlineData("https://a./", "a.")]
    [InlineData("https://./", ".")]
    [InlineData("https://../", "..")]
    [InlineData("https://-a-.com", "-a-.com")]
    [InlineData("https://a.com./", "a.com.")]
    [InlineData("https://a\u007Fb.com", "")]
    [InlineData("https://a\u0001b.com", "")]
    [InlineData("https://ab--c.com", "ab--c.com")]
    [InlineData("https://K.com", "k.com")]
    public void A_domain_is_decoded_and_checked(string referrer, string domain) =>
        Assert.Equal(domain, ReferrerDomain.Of(referrer));

    [Theory]
    [InlineData("https://%E4%BD%A0.com/", "xn--6qq.com")]
    [InlineData("https://münchen.de/", "xn--mnchen-3ya.de")]
    [InlineData("https://MÜNCHEN.de/", "xn--mnchen-3ya.de")]
    [InlineData("https://münchen.de./", "xn--mnchen-3ya.de.")]
    [InlineData("https://例え.テスト/", "xn--r8jz45g.xn--zckzah")]
    [InlineData("https://пример.рф/", "xn--e1afmkfd.xn--p1ai")]
    [InlineData("https://faß.de/", "xn--fa-hia.de")]
    [InlineData("https://ςa.gr/", "xn--a-xmb.gr")]
    [InlineData("https://☃.net/", "xn--n3h.net")]
    [InlineData("https://💩.la/", "xn--ls8h.la")]
    [InlineData("https://ＧＯ.com/", "go.com")]
    [InlineData("https://a\u3002b.com/", "a.b.com")]
    [InlineData("https://xn--mnchen-3ya.de/", "xn--mnchen-3ya.de")]
    [InlineData("https://XN--MNCHEN-3YA.de/", "xn--mnchen-3ya.de")]
    [InlineData("https://xn--a/", "")]
    [InlineData("https://xn--.com/", "")]
    [InlineData("https://xn--/", "")]
    [InlineData("https://axn--b.com/", "axn--b.com")]
    [InlineData("https://\u00AD/", "")]
    [InlineData("https://a\u00ADb.com/", "ab.com")]
    [InlineData("https://\u200D.com/", "")]
    [InlineData("https://مثال.إختبار/", "xn--mgbh0fb.xn--kgbechtv")]
    [InlineData("https://\uFFFD.com", "")]
    [InlineData("https://www.é_b.com", "www.xn--_b-9ia.com")]
    [InlineData("https://ⅷ.com", "viii.com")]
    [InlineData("https://½.com", "xn--12-c6t.com")]
    [InlineData("https://a\u2044b.com", "xn--ab-c6t.com")]
    [InlineData("https://℀.com", "")]
    [InlineData("https://日本語.jp:8080/x", "xn--wgv71a119e.jp")]
    [InlineData("https://İ.com", "xn--i-9bb.com")]
    [InlineData("https://straße.example", "xn--strae-oqa.example")]
    [InlineData("https://xn--strae-oqa.example", "xn--strae-oqa.example")]
    [InlineData("https://xn--fa-hia.de", "xn--fa-hia.de")]
    [InlineData("https://xn--n3h.net", "xn--n3h.net")]
    [InlineData("https://xn--ls8h.la", "xn--ls8h.la")]
    [InlineData("https://nordjobb.org\u3002", "nordjobb.org.")]
    [InlineData("https://a\u00A0b.com", "")]
    [InlineData("https://١.com", "xn--9hb.com")]
    [InlineData("https://fbı.com", "xn--fb-ipa.com")]
    public void An_international_domain_is_written_in_ASCII(string referrer, string domain) =>
        Assert.Equal(domain, ReferrerDomain.Of(referrer));

    [Fact]
    public void Length_is_not_checked_for_plain_domains()
    {
        var domain = new string('a', 64) + ".com";

        Assert.Equal(domain, ReferrerDomain.Of($"https://{domain}/"));
    }
}
