using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.TestShop.Servers;

/// <summary>The service's place on a loopback port. Every sender has a path of its own, so that it is known who sent what.</summary>
public sealed class Sink : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedEvent> _received = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _hanging = new();
    private readonly WebApplication _application;

    private Sink(WebApplication application) => _application = application;

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; set; }

    public IReadOnlyCollection<ReceivedEvent> Received => _received;

    public static async Task<Sink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new Sink(builder.Build());
        sink._application.MapPost("/{sender}/v1/batch", sink.TakeAsync);
        await sink._application.StartAsync();
        return sink;
    }

    public string HostOf(string sender) => $"{_application.Urls.Single()}/{sender}";

    /// <summary>Takes the next request of a sender and never answers it. Completes when it was taken.</summary>
    public Task HangAsync(string sender) => _hanging.GetOrAdd(sender, static _ => new TaskCompletionSource()).Task;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(string sender, HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay);
        }

        foreach (var item in body.RootElement.GetProperty("events").EnumerateArray())
        {
            _received.Enqueue(new ReceivedEvent(
                sender, item.GetProperty("event_name").GetString()!, item.GetProperty("properties").GetProperty("id").GetString()!));
        }

        if (_hanging.TryGetValue(sender, out var taken))
        {
            taken.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        return Results.Ok();
    }
}
