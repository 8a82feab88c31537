using System.Security.Claims;
using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.AspNetCore.Tests.Identity;

public sealed class PersonTests
{
    private const string DeviceId = "f81d4fae-7dec-41d0-8765-00a0c91e6bf6";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_person_is_the_signed_in_user_with_and_without_the_middleware(bool withMiddleware)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Map = MapCapture, WithMiddleware = withMiddleware });

        await app.GetAsync("/capture", (TestUser.Header, "alice"));

        Assert.Equal("alice", app.Events.Single.PersonId);
    }

    [Fact]
    public async Task A_person_is_never_taken_from_header_cookie_or_query()
    {
        await using var app = await TestApp.StartAsync(MapCapture);

        await app.GetAsync(
            "/capture?sub=mallory&person_id=mallory&analyse_person_id=mallory",
            ("X-Analyse-Person-Id", "mallory"),
            ("X-Analyse-Anonymous-Id", DeviceId),
            ("Cookie", "analyse_person_id=mallory; person_id=mallory; sub=mallory"));

        Assert.Null(app.Events.Single.PersonId);
        Assert.Equal(DeviceId, app.Events.Single.AnonymousId);
    }

    [Fact]
    public async Task A_user_set_only_by_the_endpoints_own_scheme_is_found()
    {
        await using var app = await TestApp.StartAsync(web => web.MapGet(
            "/capture",
            [Authorize(AuthenticationSchemes = TestUser.OtherHeader)] (IAnalyseTracker analyse) => analyse.Capture("done").ToString()));

        await app.GetAsync("/capture", (TestUser.OtherHeader, "olga"));

        Assert.Equal("olga", app.Events.Single.PersonId);
    }

    [Fact]
    public async Task A_user_set_in_the_middle_of_a_request_counts_from_then_on()
    {
        await using var app = await TestApp.StartAsync(web => web.MapGet("/late", (HttpContext context, IAnalyseTracker analyse) =>
        {
            analyse.Capture("before");
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "late")], "test"));
            analyse.Capture("after");
        }));

        await app.GetAsync("/late", ("X-Analyse-Anonymous-Id", DeviceId));

        Assert.Null(app.Events.Named("before").PersonId);
        Assert.Equal("late", app.Events.Named("after").PersonId);
    }

    [Fact]
    public async Task Who_is_told_to_have_signed_in_wins_over_the_claims_for_all_trackers_of_the_request()
    {
        await using var app = await TestApp.StartAsync(web => web.MapGet("/sign-in", (IAnalyseTracker analyse, IServiceScopeFactory scopes) =>
        {
            using var scope = scopes.CreateScope();
            var other = scope.ServiceProvider.GetRequiredService<IAnalyseTracker>();
            analyse.SignedInAs("new-account");
            analyse.Capture("here");
            other.Capture("elsewhere");
        }));

        await app.GetAsync("/sign-in", (TestUser.Header, "old-account"));
        await app.GetAsync("/sign-in", (TestUser.Header, "old-account"));

        Assert.All(app.Events.All, captured => Assert.Equal("new-account", captured.PersonId));
        Assert.Equal(4, app.Events.All.Count);
    }

    [Fact]
    public async Task Twenty_people_at_once_are_never_mixed_up()
    {
        await using var app = await TestApp.StartAsync(web => web.MapGet("/capture/{name}", async (string name, IAnalyseTracker analyse) =>
        {
            for (var round = 0; round < 5; round++)
            {
                analyse.Capture(name);
                await Task.Yield();
            }
        }));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            for (var round = 0; round < 10; round++)
            {
                await app.GetAsync($"/capture/user-{number}", (TestUser.Header, $"user-{number}"));
            }
        }));

        Assert.Equal(20 * 10 * 5, app.Events.All.Count);
        Assert.All(app.Events.All, captured => Assert.Equal(captured.Name, captured.PersonId));
    }

    [Theory]
    [InlineData(257, 'a')]
    [InlineData(1_000_000, 'a')]
    [InlineData(5, '\n')]
    public async Task A_hostile_claim_is_refused_and_never_cut(int length, char character)
    {
        var result = default(CaptureResult);
        await using var app = await TestApp.StartAsync(web => web.MapGet("/capture", (HttpContext context, IAnalyseTracker analyse) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", new string(character, length) + "x")], "test"));
            result = analyse.Capture("done");
        }));

        await app.GetAsync("/capture");

        Assert.Equal(CaptureResult.NoIdentity, result);
    }

    [Fact]
    public async Task An_own_resolver_decides_and_is_asked_for_signed_in_users_only()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Map = MapCapture,
            Services = services => services.AddSingleton<IPersonIdResolver>(new Resolver(user => "account-of-" + user.Identity!.Name)),
        });

        await app.GetAsync("/capture", ("X-Analyse-Anonymous-Id", DeviceId));
        await app.GetAsync("/capture", (TestUser.Header, "alice"));

        Assert.Equal([null, "account-of-"], app.Events.All.Select(captured => captured.PersonId));
    }

    [Fact]
    public async Task A_resolver_that_throws_costs_the_person_and_not_the_event()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Map = MapCapture,
            Services = services => services.AddSingleton<IPersonIdResolver>(new Resolver(_ => throw new InvalidOperationException())),
        });

        await app.GetAsync("/capture", (TestUser.Header, "alice"), ("X-Analyse-Anonymous-Id", DeviceId));

        Assert.Null(app.Events.Single.PersonId);
    }

    private static void MapCapture(WebApplication web) =>
        web.MapGet("/capture", (IAnalyseTracker analyse) => analyse.Capture("done").ToString());

    private sealed class Resolver(Func<ClaimsPrincipal, string?> resolve) : IPersonIdResolver
    {
        public string? Resolve(ClaimsPrincipal user) => resolve(user);
    }
}
