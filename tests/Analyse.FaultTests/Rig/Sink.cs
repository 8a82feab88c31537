using System.Collections.Concurrent;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.FaultTests.Rig;

/// <summary>A stand-in for the service: Kestrel on a loopback port, with a script and a memory. It takes what is not scripted.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SinkAnswer> _script = new();
    private readonly ConcurrentQueue<SinkRequest> _requests = new();
    private readonly Channel<SinkRequest> _arrivals = Channel.CreateUnbounded<SinkRequest>();

    private Sink(WebApplication app)
    {
        _app = app;
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<SinkRequest> Requests => [.. _requests];

    /// <summary>Answers what the script does not.</summary>
    public Func<SinkRequest, SinkAnswer> Otherwise { get; set; } = _ => 200;

    public static async Task<Sink> StartAsync(
        long? maxBody = null, X509Certificate2? certificate = null, SslProtocols protocols = SslProtocols.None)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = maxBody;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate, https => https.SslProtocols = protocols);
                }
            });
        });
        var sink = new Sink(builder.Build());
        await sink._app.StartAsync(TestContext.Current.CancellationToken);
        return sink;
    }

    public Sink Then(SinkAnswer answer, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _script.Enqueue(answer);
        }

        return this;
    }

    /// <summary>The next request that arrives.</summary>
    public async Task<SinkRequest> NextAsync() => await _arrivals.Reader.ReadAsync(Limits.Token());

    /// <summary>Completes when so many requests have come.</summary>
    public async Task ArrivalsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await NextAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException tooLarge)
        {
            context.Response.StatusCode = tooLarge.StatusCode;
            return;
        }

        var request = new SinkRequest(
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            body.ToArray())
        {
            Answer = 0,
        };
        request = request with { Answer = _script.TryDequeue(out var scripted) ? scripted : Otherwise(request) };
        _requests.Enqueue(request);
        _arrivals.Writer.TryWrite(request);
        await SendAsync(context, request.Answer);
    }

    private static async Task SendAsync(HttpContext context, SinkAnswer answer)
    {
        await answer.After.WaitAsync(context.RequestAborted);
        if (answer.Reset)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            if (name is "Date")
            {
                // In place of the server's own.
                context.Response.Headers.Date = value;
                continue;
            }

            context.Response.Headers.Append(name, value);
        }

        await context.Response.WriteAsync(answer.Body);
    }
}
