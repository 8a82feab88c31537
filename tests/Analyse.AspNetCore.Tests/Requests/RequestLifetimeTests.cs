using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class RequestLifetimeTests
{
    private const string DeviceId = "f81d4fae-7dec-41d0-8765-00a0c91e6bf6";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Work_after_the_response_still_has_its_person_device_and_page(bool withMiddleware, bool onKestrel)
    {
        var release = new TaskCompletionSource();
        var work = new TaskCompletionSource<Task>();
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            WithMiddleware = withMiddleware,
            OnKestrel = onKestrel,
            Map = web =>
            {
                web.MapGet("/start", (IAnalyseTracker analyse) => work.SetResult(CaptureLaterAsync(analyse, release.Task)));
                web.MapGet("/other", async () =>
                {
                    release.SetResult();
                    await await work.Task;
                });
            },
        });

        await app.GetAsync("/start", (TestUser.Header, "alice"), ("X-Analyse-Anonymous-Id", DeviceId));
        await app.GetAsync("/other", (TestUser.Header, "bob"), ("X-Analyse-Anonymous-Id", "11111111-2222-4333-8444-555555555555"));

        var captured = app.Events.Single;
        Assert.Equal(("alice", DeviceId, "/start"), (captured.PersonId, captured.AnonymousId, captured.Page!.Path));
    }

    [Fact]
    public async Task A_user_set_late_by_authorization_is_still_known_after_the_response()
    {
        var release = new TaskCompletionSource();
        var work = new TaskCompletionSource<Task>();
        await using var app = await TestApp.StartAsync(web => web
            .MapGet("/start", (IAnalyseTracker analyse) => work.SetResult(CaptureLaterAsync(analyse, release.Task)))
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(TestUser.OtherHeader).RequireAuthenticatedUser()));

        await app.GetAsync("/start", (TestUser.OtherHeader, "olga"));
        release.SetResult();
        await await work.Task;

        Assert.Equal("olga", app.Events.Single.PersonId);
    }

    [Fact]
    public async Task A_request_that_fails_lets_its_work_keep_its_person()
    {
        var release = new TaskCompletionSource();
        var work = new TaskCompletionSource<Task>();
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            OnKestrel = true,
            Map = web => web.MapGet("/start", IResult (IAnalyseTracker analyse) =>
            {
                work.SetResult(CaptureLaterAsync(analyse, release.Task));
                throw new InvalidOperationException("the endpoint's own");
            }),
        });

        using var request = new HttpRequestMessage(HttpMethod.Get, "/start") { Headers = { { TestUser.Header, "alice" } } };
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        release.SetResult();
        await await work.Task;

        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal("alice", app.Events.Single.PersonId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_loop_started_by_the_first_request_does_not_carry_its_person(bool withMiddleware)
    {
        var release = new TaskCompletionSource();
        var loop = new TaskCompletionSource<Task>();
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            WithMiddleware = withMiddleware,
            OnKestrel = true,
            Map = web =>
            {
                web.MapGet("/start", (IServiceScopeFactory scopes, IAnalyseTracker analyse) =>
                {
                    analyse.Capture("in_request");
                    loop.SetResult(RunLoopAsync(scopes, release.Task));
                });
                web.MapGet("/other", () => "other");
            },
        });

        await app.GetAsync("/start", (TestUser.Header, "alice"), ("X-Analyse-Anonymous-Id", DeviceId));
        await app.GetAsync("/other", (TestUser.Header, "bob"));
        release.SetResult();
        var result = await (Task<CaptureResult>)await loop.Task;

        Assert.Equal(CaptureResult.NoIdentity, result);
        Assert.Equal("in_request", app.Events.All[0].Name);
        Assert.DoesNotContain(app.Events.All, captured => captured.Name == "in_loop" && (captured.PersonId ?? captured.AnonymousId) is not null);
    }

    [Fact]
    public async Task A_scope_made_while_the_request_runs_belongs_to_it()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            WithMiddleware = false,
            Map = web => web.MapGet("/start", async (IServiceScopeFactory scopes) =>
                await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() =>
                {
                    using var scope = scopes.CreateScope();
                    scope.ServiceProvider.GetRequiredService<IAnalyseTracker>().Capture("in_child");
                })))),
        });

        await app.GetAsync("/start", (TestUser.Header, "alice"));

        Assert.Equal(10, app.Events.All.Count);
        Assert.All(app.Events.All, captured => Assert.Equal("alice", captured.PersonId));
    }

    [Fact]
    public async Task A_scope_without_a_request_knows_nobody_until_it_is_told()
    {
        await using var app = await TestApp.StartAsync(_ => { });
        using var scope = app.Services.CreateScope();
        var analyse = scope.ServiceProvider.GetRequiredService<IAnalyseTracker>();

        Assert.Equal(CaptureResult.NoIdentity, analyse.Capture("nobody"));
        analyse.SignedInAs("worker");

        Assert.Equal(CaptureResult.Accepted, analyse.Capture("somebody"));
        Assert.Equal("worker", app.Events.Named("somebody").PersonId);
    }

    private static async Task CaptureLaterAsync(IAnalyseTracker analyse, Task release)
    {
        await release;
        analyse.Capture("after_response");
    }

    private static async Task<CaptureResult> RunLoopAsync(IServiceScopeFactory scopes, Task release)
    {
        await release;
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IAnalyseTracker>().Capture("in_loop");
    }
}
