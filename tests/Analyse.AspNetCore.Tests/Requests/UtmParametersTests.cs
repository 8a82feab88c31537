using Analyse.AspNetCore.Requests;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class UtmParametersTests
{
    [Fact]
    public void All_five_are_read_and_decoded()
    {
        var utm = UtmParameters.Of("?utm_source=news+letter&x=1&utm_medium=e%2Dmail&utm_campaign=spring&utm_term=t&utm_content=%C3%A4");

        Assert.Equal(("news letter", "e-mail", "spring", "t", "ä"), (utm.Source, utm.Medium, utm.Campaign, utm.Term, utm.Content));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("?token=secret", "")]
    [InlineData("?token=secret&utm_source=a%20b&utm_content=c%26d", "?utm_source=a%20b&utm_content=c%26d")]
    [InlineData("?utm_source=", "")]
    [InlineData("?utm_source=first&utm_source=second", "?utm_source=first")]
    [InlineData("?UTM_SOURCE=a&xutm_source=b", "")]
    [InlineData("?utm_source=%zz", "?utm_source=%25zz")]
    public void Nothing_but_the_campaign_is_written_again(string? query, string expected) =>
        Assert.Equal(expected, UtmParameters.Of(query).ToQuery());

    [Fact]
    public void A_value_that_is_too_long_is_dropped_and_not_cut()
    {
        Assert.Equal(256, UtmParameters.Of("?utm_source=" + new string('a', 256)).Source!.Length);
        Assert.Null(UtmParameters.Of("?utm_source=" + new string('a', 257)).Source);
        Assert.Null(UtmParameters.Of("?utm_source=" + new string('a', 1_000_000)).Source);
    }

    [Fact]
    public void A_huge_query_is_read_to_its_end() =>
        Assert.Equal("a", UtmParameters.Of("?" + string.Concat(Enumerable.Repeat("x=y&", 250_000)) + "utm_source=a").Source);
}
