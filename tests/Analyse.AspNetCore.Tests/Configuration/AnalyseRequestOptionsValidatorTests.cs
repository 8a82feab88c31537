using Analyse.AspNetCore.Configuration;
using Xunit;

namespace Analyse.AspNetCore.Tests.Configuration;

public sealed class AnalyseRequestOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Failures(_ => { }));

    [Fact]
    public void Sources_may_be_switched_off() => Assert.Empty(Failures(options =>
    {
        options.AnonymousId.Header = null;
        options.AnonymousId.Cookie = "";
        options.SessionId.Header = "";
    }));

    public static TheoryData<Action<AnalyseRequestOptions>, string[]> WrongSettings => new()
    {
        { options => options.PersonIdClaimTypes.Add(" "), ["Analyse:Request:PersonIdClaimTypes", "blank"] },
        { options => options.ExcludedPaths.Add("health"), ["Analyse:Request:ExcludedPaths", "\"health\"", "starts with a slash"] },
        { options => options.AnonymousId.Header = "a b", ["Analyse:Request:AnonymousId:Header", "\"a b\""] },
        { options => options.SessionId.Cookie = "a;b", ["Analyse:Request:SessionId:Cookie", "\"a;b\""] },
        { options => options.SessionId.IsValid = null!, ["Analyse:Request:SessionId:IsValid", "null"] },
        { options => options.ResponseFlushTimeout = TimeSpan.Zero, ["Analyse:Request:ResponseFlushTimeout", "00:00:00", "00:01:00"] },
        { options => options.AnonymousIdCookieLifetime = TimeSpan.FromDays(401), ["Analyse:Request:AnonymousIdCookieLifetime", "401", "400"] },
        {
            options =>
            {
                options.IssueAnonymousIdCookie = true;
                options.AnonymousId.Cookie = null;
            },
            ["Analyse:Request:IssueAnonymousIdCookie", "AnonymousId:Cookie"]
        },
    };

    [Theory]
    [MemberData(nameof(WrongSettings), DisableDiscoveryEnumeration = true)]
    public void A_wrong_setting_is_named_with_its_value(Action<AnalyseRequestOptions> configure, string[] parts)
    {
        var failure = Assert.Single(Failures(configure));

        Assert.All(parts, part => Assert.Contains(part, failure, StringComparison.Ordinal));
    }

    [Fact]
    public void All_wrong_settings_are_told_at_once() => Assert.Equal(2, Failures(options =>
    {
        options.ExcludedPaths.Add("health");
        options.ResponseFlushTimeout = TimeSpan.FromHours(1);
    }).Count());

    private static IEnumerable<string> Failures(Action<AnalyseRequestOptions> configure)
    {
        var options = new AnalyseRequestOptions();
        configure(options);
        return new AnalyseRequestOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
