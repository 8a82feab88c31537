using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stripe;
using Xunit;

namespace Analyse.Stripe.Tests.Api;

/// <summary>Stripe's API on loopback: answers what it was given for a path, 404 otherwise, and remembers what it was asked.</summary>
internal sealed class FakeStripe : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpRequest, (HttpStatusCode Status, string Body)>> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string?> _accounts = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hangs;

    private FakeStripe(WebApplication app) => _app = app;

    /// <summary>What was asked: path and query as they came over the wire.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The connected account of each request.</summary>
    public IReadOnlyList<string?> Accounts => [.. _accounts];

    /// <summary>Completes with the first request.</summary>
    public Task Asked => _asked.Task;

    private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<FakeStripe> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stripe = new FakeStripe(app);
        app.Run(stripe.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return stripe;
    }

    /// <summary>Stripe.net's own client, against this address.</summary>
    /// <param name="retries">How often it tries again; 2 is its default, with half a second or more between.</param>
    public Action<IServiceCollection> Client(int retries = 0) => ClientAt(Address, retries);

    public static Action<IServiceCollection> ClientAt(string address, int retries = 0) => services => services.AddSingleton<IStripeClient>(
        new StripeClient("sk_test_0123456789", httpClient: new SystemNetHttpClient(maxNetworkRetries: retries), apiBase: address));

    public FakeStripe Answers(string path, JsonNode body)
    {
        _answers[path] = _ => (HttpStatusCode.OK, body.ToJsonString());
        return this;
    }

    public FakeStripe Answers(string path, HttpStatusCode status, string body = """{ "error": { "message": "No.", "type": "invalid_request_error" } }""")
    {
        _answers[path] = _ => (status, body);
        return this;
    }

    public FakeStripe Answers(string path, Func<HttpRequest, (HttpStatusCode Status, string Body)> answer)
    {
        _answers[path] = answer;
        return this;
    }

    /// <summary>Takes requests and says nothing.</summary>
    public FakeStripe Hangs()
    {
        _hangs = true;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        _accounts.Enqueue(context.Request.Headers.TryGetValue("Stripe-Account", out var account) ? account.ToString() : null);
        _asked.TrySetResult();
        if (_hangs)
        {
            await _end.Task;
        }

        var (status, body) = _answers.TryGetValue(context.Request.Path.Value!, out var answer)
            ? answer(context.Request)
            : (HttpStatusCode.NotFound, """{ "error": { "code": "resource_missing" } }""");
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
