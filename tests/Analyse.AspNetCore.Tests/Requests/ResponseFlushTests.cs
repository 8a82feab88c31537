using System.Net;
using Analyse.AspNetCore.Tests.Support;
using Analyse.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class ResponseFlushTests
{
    private static readonly (string, string) _alice = (TestUser.Header, "alice");

    [Fact]
    public async Task What_a_request_captured_is_delivered_before_its_response_ends()
    {
        await using var app = await StartAsync();

        await app.GetAsync("/capture", _alice);

        Assert.Equal(1, app.Transport.Requests);
    }

    [Fact]
    public async Task A_request_that_captured_nothing_does_not_wait()
    {
        await using var app = await StartAsync();
        app.Transport.Hang();

        await app.GetAsync("/nothing", _alice);

        Assert.Equal(0, app.Transport.Requests);
    }

    [Fact]
    public async Task Without_the_option_the_response_does_not_wait()
    {
        await using var app = await TestApp.StartAsync(Map);

        await app.GetAsync("/capture", _alice);

        Assert.Equal(0, app.Transport.Requests);
    }

    [Fact]
    public async Task A_service_that_hangs_costs_the_request_its_time_limit_and_no_more()
    {
        await using var app = await StartAsync();
        app.Transport.Hang();

        var response = app.GetAsync("/capture", _alice);
        await app.Transport.Asked.Task;
        app.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(response.IsCompleted);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
    }

    [Fact]
    public async Task A_service_that_fails_does_not_fail_the_request()
    {
        await using var app = await StartAsync();
        app.Transport.Answer = _ => Task.FromResult(TransportAnswer.Of(HttpStatusCode.Unauthorized));

        var response = await app.GetAsync("/capture", _alice);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, app.Transport.Requests);
    }

    [Fact]
    public async Task A_request_that_fails_still_delivers_and_keeps_its_own_exception()
    {
        await using var app = await StartAsync();

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => app.GetAsync("/fails", _alice));

        Assert.Equal("the endpoint's own", thrown.Message);
        Assert.Equal(1, app.Transport.Requests);
    }

    [Fact]
    public async Task A_response_waits_for_the_events_of_its_own_request_alone()
    {
        await using var app = await StartAsync();
        app.Transport.Hang();
        var hang = app.Transport.Answer;
        var requests = 0;
        // The request's own event is in the first batch.
        app.Transport.Answer = token => Interlocked.Increment(ref requests) == 1
            ? Task.FromResult(TransportAnswer.Of(HttpStatusCode.OK))
            : hang(token);

        var response = await app.GetAsync("/crowded", _alice).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(app.Services.GetRequiredService<IAnalyseClient>().Counts.Waiting, 151, 250);
    }

    [Fact]
    public async Task A_capture_that_is_rejected_or_a_duplicate_is_not_waited_for()
    {
        await using var app = await StartAsync();
        await app.GetAsync("/keyed", _alice);
        app.Transport.Hang();

        var response = await app.GetAsync("/keyed", _alice).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, app.Transport.Requests);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(new TestAppSetup
    {
        Map = Map,
        Requests = options => options.FlushBeforeResponseEnds = true,
    });

    private static void Map(WebApplication web)
    {
        web.MapGet("/capture", (IAnalyseTracker analyse) => analyse.Capture("done").ToString());
        web.MapGet("/keyed", (IAnalyseTracker analyse) => analyse.Capture(new AnalyseEvent("once") { IdempotencyKey = "1" }).ToString());
        web.MapGet("/crowded", (IAnalyseTracker analyse, IAnalyseClient client) =>
        {
            analyse.Capture("done");
            for (var i = 0; i < 250; i++)
            {
                client.Capture(new AnalyseEvent("other") { PersonId = "other" });
            }
        });
        web.MapGet("/nothing", (IAnalyseTracker analyse) => "nothing");
        web.MapGet("/fails", IResult (IAnalyseTracker analyse) =>
        {
            analyse.Capture("done");
            throw new InvalidOperationException("the endpoint's own");
        });
    }
}
