using System.Net;
using Analyse.Inspector.Answers;
using Analyse.Inspector.Endpoints;
using Analyse.Inspector.Transport;
using Analyse.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Inspector.Tests.Transport;

public sealed class InspectorTransportTests : IAsyncDisposable
{
    private readonly InspectorInstance _inspector = new(new AnalyseInspectorOptions(), "Tests", TimeProvider.System, CancellationToken.None);
    private WebApplication? _application;
    private int _requests;

    [Fact]
    public async Task Without_a_server_the_same_bytes_go_to_the_same_checks()
    {
        using var transport = Create(null);

        var taken = await SendAsync(transport, "v1/batch", Some.Batch(Some.Event("a"), Some.Event("b")));
        var broken = await SendAsync(transport, "v1/event", Some.Single(Some.Event(" ")));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (taken.Status, broken.Status));
        Assert.Equal(["a", "b"], Names());
    }

    [Theory]
    [InlineData("v1/batch")]
    [InlineData("v1/event")]
    public async Task With_a_server_they_go_over_HTTP(string path)
    {
        using var transport = Create(await StartAsync());

        var answer = await SendAsync(transport, path, path is "v1/batch" ? Some.Batch(Some.Event("a")) : Some.Single(Some.Event("a")));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(1, _requests);
        Assert.Equal(["a"], Names());
    }

    [Theory]
    [InlineData(StatusCodes.Status307TemporaryRedirect)]
    [InlineData(StatusCodes.Status401Unauthorized)]
    [InlineData(StatusCodes.Status200OK)]
    public async Task What_something_before_the_inspector_answered_is_handed_over_directly(int status)
    {
        using var transport = Create(await StartAsync(before: status));

        var answer = await SendAsync(transport, "v1/batch", Some.Batch(Some.Event("a")));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(1, _requests);
        Assert.Equal(["a"], Names());
    }

    [Fact]
    public async Task Where_nobody_listens_any_more_they_are_handed_over_directly()
    {
        using var transport = Create(await StartAsync());
        await _application!.StopAsync(TestContext.Current.CancellationToken);

        var answer = await SendAsync(transport, "v1/batch", Some.Batch(Some.Event("a")));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(0, _requests);
        Assert.Equal(["a"], Names());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_and_when_to_come_again_are_the_same_both_ways(bool overHttp)
    {
        using var transport = Create(overHttp ? await StartAsync() : null);
        _inspector.Answers.Set(new Answer(429, 7, 0, null));

        var answer = await SendAsync(transport, "v1/batch", Some.Batch(Some.Event("a")));

        Assert.Equal((HttpStatusCode.TooManyRequests, "7"), (answer.Status, answer.RetryAfter));
        Assert.Empty(Names());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_ends_a_slow_answer_both_ways(bool overHttp)
    {
        using var transport = Create(overHttp ? await StartAsync() : null);
        _inspector.Answers.Set(new Answer(200, null, 60_000, null));
        using var impatient = new CancellationTokenSource();

        var sending = transport.SendAsync(Request("v1/batch", Some.Batch(Some.Event())), impatient.Token).AsTask();
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("/analyse", "the inspector at /analyse")]
    [InlineData("", "the inspector at /")]
    public void It_says_where_events_go(string path, string description)
    {
        using var transport = new InspectorTransport(_inspector.Ingest, path, () => null);

        Assert.Equal(description, transport.Description);
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }

    private InspectorTransport Create(Uri? server) => new(_inspector.Ingest, "/analyse", () => server);

    private async Task<Uri> StartAsync(int? before = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.Use(async (context, next) =>
        {
            _requests++;
            context.Response.StatusCode = before ?? context.Response.StatusCode;
            await (before is null ? next(context) : Task.CompletedTask);
        });
        _application.UseRouting();
        InspectorEndpoints.Map(_application.MapGroup("/analyse"), _inspector);
        await _application.StartAsync(TestContext.Current.CancellationToken);
        return new Uri(_application.Urls.Single());
    }

    private static Task<TransportAnswer> SendAsync(InspectorTransport transport, string path, byte[] body) =>
        transport.SendAsync(Request(path, body), TestContext.Current.CancellationToken).AsTask();

    private static TransportRequest Request(string path, byte[] body) => new(new Uri($"https://pulse.analyse.net/{path}"), body);

    private IEnumerable<string> Names() => _inspector.Events.All().Select(stored => stored.Event.Name);
}
