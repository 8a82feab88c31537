using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class EnhancedNavigationTests
{
    [Theory]
    [InlineData("Accept", "text/html; blazor-enhanced-nav=on")]
    [InlineData("Accept", "text/html, application/xhtml+xml")]
    [InlineData("HX-Boosted", "true")]
    public async Task It_opens_a_page_with_its_own_address_referrer_and_campaign(string header, string value)
    {
        await using var app = await StartAsync();

        var response = await app.GetAsync(
            "/pricing?utm_campaign=spring", ("Sec-Fetch-Dest", "empty"), (header, value), ("Referer", "http://localhost/home?token=secret"));

        var page = app.Events.Single.Page!;
        Assert.Equal(("http://localhost/pricing?utm_campaign=spring", "/pricing"), (page.Url, page.Path));
        Assert.Equal(("http://localhost/home", "spring"), (page.Referrer, page.UtmCampaign));
        Assert.True(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_library_that_changes_the_address_first_does_not_make_the_page_its_own_referrer()
    {
        await using var app = await StartAsync();

        await app.GetAsync("/pricing?plan=pro", ("Accept", "text/html; blazor-enhanced-nav=on"), ("Referer", "http://localhost/pricing?plan=pro"));

        Assert.Equal(("/pricing", null), (app.Events.Single.Page!.Path, app.Events.Single.Page!.Referrer));
    }

    [Fact]
    public async Task A_call_of_an_api_is_part_of_the_page_behind_it_and_gets_no_cookie()
    {
        await using var app = await StartAsync();

        var fetch = await app.GetAsync(
            "/pricing", ("Accept", "*/*"), ("Cookie", "analyse_session_id=s1"), ("Referer", "http://localhost/home"), (TestUser.Header, "alice"));
        var program = await app.GetAsync("/pricing", ("Accept", "application/json"), (TestUser.Header, "alice"));

        Assert.False(fetch.Headers.Contains("Set-Cookie") || program.Headers.Contains("Set-Cookie"));
        Assert.Equal("/home", app.Events.All[0].Page!.Path);
        Assert.Null(app.Events.All[1].Page);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        web => web.MapGet("/pricing", (IAnalyseTracker analyse) => analyse.Capture("done").ToString()),
        options => options.IssueAnonymousIdCookie = true);
}
