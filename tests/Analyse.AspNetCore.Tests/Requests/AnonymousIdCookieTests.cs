using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class AnonymousIdCookieTests
{
    private const string DeviceId = "f81d4fae-7dec-41d0-8765-00a0c91e6bf6";

    [Fact]
    public async Task Without_the_option_no_cookie_is_issued()
    {
        await using var app = await TestApp.StartAsync(MapCapture);

        Assert.Null(CookieOf(await app.GetAsync("/capture")));
    }

    [Fact]
    public async Task The_issued_id_is_at_once_the_id_of_that_request_and_then_of_the_browser()
    {
        await using var app = await StartAsync();

        var cookie = CookieOf(await app.GetAsync("/capture"))!;
        var second = await app.GetAsync("/capture", ("Cookie", $"analyse_anon_id={cookie.Value}"));

        Assert.Null(CookieOf(second));
        Assert.Equal([cookie.Value.ToString(), cookie.Value.ToString()], app.Events.All.Select(captured => captured.AnonymousId));
        Assert.True(Guid.TryParseExact(cookie.Value.ToString(), "D", out _));
    }

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost", true)]
    public async Task The_cookie_is_first_party_and_out_of_reach_of_scripts(string address, bool secure)
    {
        await using var app = await StartAsync();

        var cookie = CookieOf(await app.GetAsync(address + "/capture"))!;

        Assert.Equal("analyse_anon_id", cookie.Name.ToString());
        Assert.Equal((true, secure, "/"), (cookie.HttpOnly, cookie.Secure, cookie.Path.ToString()));
        Assert.Equal(Microsoft.Net.Http.Headers.SameSiteMode.Lax, cookie.SameSite);
        Assert.Equal(TimeSpan.FromDays(365), cookie.MaxAge);
        Assert.False(cookie.Domain.HasValue);
    }

    [Fact]
    public async Task Name_and_lifetime_can_be_set()
    {
        await using var app = await StartAsync(options =>
        {
            options.AnonymousId.Cookie = "visitor";
            options.AnonymousIdCookieLifetime = TimeSpan.FromDays(30);
        });

        var cookie = CookieOf(await app.GetAsync("/capture"))!;

        Assert.Equal(("visitor", TimeSpan.FromDays(30)), (cookie.Name.ToString(), cookie.MaxAge));
    }

    [Theory]
    [InlineData("X-Analyse-Anonymous-Id", DeviceId)]
    [InlineData("Cookie", "analyse_anon_id=" + DeviceId)]
    public async Task A_browser_that_has_an_id_keeps_it(string header, string value)
    {
        await using var app = await StartAsync();

        Assert.Null(CookieOf(await app.GetAsync("/capture", (header, value))));
    }

    [Fact]
    public async Task A_forged_cookie_is_replaced()
    {
        await using var app = await StartAsync();

        Assert.NotNull(CookieOf(await app.GetAsync("/capture", ("Cookie", "analyse_anon_id=everybody"))));
    }

    [Theory]
    [InlineData("document", "text/html", true)]
    [InlineData("empty", "text/html", false)]
    [InlineData("empty", "text/html; blazor-enhanced-nav=on", true)]
    [InlineData("iframe", "text/html", false)]
    [InlineData("websocket", "*/*", false)]
    [InlineData("image", "*/*", false)]
    [InlineData("", "text/html,application/xhtml+xml,*/*;q=0.8", true)]
    [InlineData("", "*/*", false)]
    [InlineData("", "", false)]
    [InlineData("", "application/json", false)]
    [InlineData("", "image/avif,image/webp,*/*;q=0.8", false)]
    public async Task Only_a_request_that_opens_a_page_gets_one(string destination, string accept, bool expected)
    {
        await using var app = await StartAsync();

        var response = await app.GetAsync("/capture", ("Sec-Fetch-Dest", destination), ("Accept", accept), (TestUser.Header, "alice"));

        Assert.Equal(expected, CookieOf(response) is not null);
        Assert.Equal(expected, app.Events.Single.AnonymousId is not null);
    }

    [Theory]
    [InlineData("public, max-age=60")]
    [InlineData("s-maxage=60")]
    public async Task A_response_that_a_cache_may_share_carries_no_id(string cacheControl)
    {
        await using var app = await StartAsync(map: web => web.MapGet("/capture", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = cacheControl;
            return "shared";
        }));

        Assert.Null(CookieOf(await app.GetAsync("/capture")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_consent_there_is_no_cookie_and_no_id(bool consent)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Map = MapCapture,
            Requests = options => options.IssueAnonymousIdCookie = true,
            First = web => web.Use((context, next) =>
            {
                context.Features.Set<ITrackingConsentFeature>(new Consent(consent));
                return next(context);
            }),
        });

        var fresh = await app.GetAsync("/capture", (TestUser.Header, "alice"));
        await app.GetAsync("/capture", (TestUser.Header, "alice"), ("Cookie", "analyse_anon_id=" + DeviceId));

        Assert.Equal(consent, CookieOf(fresh) is not null);
        Assert.All(app.Events.All, captured => Assert.Equal(consent, captured.AnonymousId is not null));
    }

    [Fact]
    public async Task The_consent_of_the_cookie_policy_is_respected()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Map = MapCapture,
            Requests = options => options.IssueAnonymousIdCookie = true,
            First = web => web.UseCookiePolicy(new CookiePolicyOptions { CheckConsentNeeded = _ => true }),
        });

        var response = await app.GetAsync("/capture", (TestUser.Header, "alice"));

        Assert.Null(CookieOf(response));
        Assert.Null(app.Events.Single.AnonymousId);
    }

    [Fact]
    public async Task An_excluded_path_gets_none()
    {
        await using var app = await StartAsync(options => options.ExcludedPaths.Add("/capture"));

        Assert.Null(CookieOf(await app.GetAsync("/capture")));
    }

    private static Task<TestApp> StartAsync(Action<AnalyseRequestOptions>? configure = null, Action<WebApplication>? map = null) =>
        TestApp.StartAsync(map ?? MapCapture, options =>
        {
            options.IssueAnonymousIdCookie = true;
            configure?.Invoke(options);
        });

    private static void MapCapture(WebApplication web) =>
        web.MapGet("/capture", (IAnalyseTracker analyse) => analyse.Capture("done").ToString());

    private static SetCookieHeaderValue? CookieOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var values) ? SetCookieHeaderValue.Parse(Assert.Single(values)) : null;

    private sealed class Consent(bool granted) : ITrackingConsentFeature
    {
        public bool IsConsentNeeded => true;

        public bool HasConsent => granted;

        public bool CanTrack => granted;

        public void GrantConsent()
        {
        }

        public void WithdrawConsent()
        {
        }

        public string CreateConsentCookie() => "";
    }
}
