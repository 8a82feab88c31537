using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class BrowserIdsTests
{
    private const string DeviceId = "f81d4fae-7dec-41d0-8765-00a0c91e6bf6";
    private const string OtherId = "11111111-2222-4333-8444-555555555555";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Headers_come_before_cookies_with_and_without_the_middleware(bool withMiddleware)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Map = MapCapture, WithMiddleware = withMiddleware });

        await app.GetAsync("/capture", ("Cookie", $"analyse_anon_id={DeviceId}; analyse_session_id=s1"));
        await app.GetAsync(
            "/capture",
            ("Cookie", $"analyse_anon_id={DeviceId}; analyse_session_id=s1"),
            ("X-Analyse-Anonymous-Id", OtherId),
            ("X-Analyse-Session-Id", "s2"));

        Assert.Equal([(DeviceId, "s1"), (OtherId, "s2")], app.Events.All.Select(captured => (captured.AnonymousId!, captured.SessionId!)));
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("f81d4fae-7dec-41d0-8765-00a0c91e6bf6,11111111-2222-4333-8444-555555555555")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_value_of_the_wrong_form_is_as_good_as_none(string hostile)
    {
        await using var app = await TestApp.StartAsync(MapCapture);

        await app.GetAsync("/capture", ("X-Analyse-Anonymous-Id", hostile), ("Cookie", $"analyse_anon_id={OtherId}"));

        Assert.Equal(OtherId, app.Events.Single.AnonymousId);
    }

    [Fact]
    public async Task Ten_kilobytes_of_an_id_are_ignored()
    {
        await using var app = await TestApp.StartAsync(MapCapture);

        await app.GetAsync(
            "/capture",
            ("X-Analyse-Anonymous-Id", new string('a', 10_000)),
            ("X-Analyse-Session-Id", new string('a', 10_000)),
            (TestUser.Header, "alice"));

        Assert.Equal((null, null), (app.Events.Single.AnonymousId, app.Events.Single.SessionId));
    }

    [Fact]
    public async Task Another_devices_id_never_becomes_a_person()
    {
        await using var app = await TestApp.StartAsync(MapCapture);

        await app.GetAsync("/capture", ("X-Analyse-Anonymous-Id", DeviceId));

        Assert.Null(app.Events.Single.PersonId);
    }

    [Fact]
    public async Task Sources_can_be_renamed_and_switched_off()
    {
        await using var app = await TestApp.StartAsync(MapCapture, options =>
        {
            options.AnonymousId.Header = null;
            options.AnonymousId.Cookie = "visitor";
        });

        await app.GetAsync("/capture", ("X-Analyse-Anonymous-Id", OtherId), ("Cookie", $"visitor={DeviceId}; analyse_anon_id={OtherId}"));

        Assert.Equal(DeviceId, app.Events.Single.AnonymousId);
    }

    [Fact]
    public async Task The_form_of_a_value_can_be_changed_but_never_to_something_unsafe()
    {
        await using var app = await TestApp.StartAsync(MapCapture, options => options.AnonymousId.IsValid = _ => true);

        await app.GetAsync("/capture", ("X-Analyse-Anonymous-Id", "device.7"));
        await app.GetAsync("/capture", ("X-Analyse-Anonymous-Id", "device 7"), (TestUser.Header, "alice"));

        Assert.Equal(["device.7", null], app.Events.All.Select(captured => captured.AnonymousId));
    }

    [Fact]
    public async Task A_check_that_throws_costs_the_id_and_not_the_request()
    {
        await using var app = await TestApp.StartAsync(MapCapture, options => options.AnonymousId.IsValid = _ => throw new InvalidOperationException());

        await app.GetAsync("/capture", ("X-Analyse-Anonymous-Id", DeviceId), (TestUser.Header, "alice"));

        Assert.Null(app.Events.Single.AnonymousId);
    }

    [Fact]
    public async Task A_form_field_counts_once_the_form_was_read_by_somebody_else()
    {
        await using var app = await TestApp.StartAsync(
            web => web.MapPost("/form", async (HttpContext context, IAnalyseTracker analyse) =>
            {
                analyse.Capture("before");
                await context.Request.ReadFormAsync();
                analyse.Capture("after");
            }),
            options => options.AnonymousId.FormField = "device");

        using var form = new FormUrlEncodedContent([new("device", DeviceId)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/form") { Content = form, Headers = { { TestUser.Header, "alice" } } };
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Null(app.Events.Named("before").AnonymousId);
        Assert.Equal(DeviceId, app.Events.Named("after").AnonymousId);
    }

    private static void MapCapture(WebApplication web) =>
        web.MapGet("/capture", (IAnalyseTracker analyse) => analyse.Capture("done").ToString());
}
