using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Analyse.Sqlite.Tests.Support;

/// <summary>A service on a loopback port that remembers each event's number, in the order in which it came.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<int[]> _batches = new();

    private Sink(WebApplication application) => _application = application;

    public Uri Address { get; private set; } = null!;

    /// <summary>Called with the numbers of a batch before it is answered.</summary>
    public Func<int[], CancellationToken, Task> OnBatch { get; set; } = static (_, _) => Task.CompletedTask;

    public IReadOnlyList<int[]> Batches => [.. _batches];

    public int[] Numbers => [.. _batches.SelectMany(static batch => batch)];

    public int[] Distinct => [.. Numbers.Distinct()];

    public int Duplicates => Numbers.Length - Distinct.Length;

    public static async Task<Sink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var sink = new Sink(application);
        application.Run(sink.AnswerAsync);
        await application.StartAsync();
        sink.Address = new Uri(application.Urls.Single());
        return sink;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        int[] numbers = [.. body.RootElement.GetProperty("events").EnumerateArray().Select(
            static sent => sent.GetProperty("properties").GetProperty("number").GetInt32())];
        _batches.Enqueue(numbers);
        await OnBatch(numbers, context.RequestAborted);
    }
}
