using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Analyse.Benchmarks.Cold;

/// <summary>
/// What the client is compared with: writes each event straight into the pooled body of the next batch and posts full
/// bodies one after another. It has no retries, no bounds, no counts, no duplicates and loses what fails.
/// </summary>
internal sealed class BareSender : IDisposable
{
    private const int EventsInBatch = 100;

    private readonly HttpClient _http = new();
    private readonly Uri _address;
    private readonly Lock _lock = new();
    private readonly ConcurrentBag<BareBody> _spare = [];
    private readonly Channel<BareBody> _full = Channel.CreateUnbounded<BareBody>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _sending;
    private BareBody _body = new();
    private int _waiting;

    public BareSender(Uri service)
    {
        _address = new Uri(service, "v1/batch");
        _sending = Task.Run(SendAllAsync);
    }

    /// <summary>Events in full batches that are not delivered yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting) * EventsInBatch;

    public void Capture(BareEvent bare)
    {
        lock (_lock)
        {
            _body.Add(bare);
            if (_body.Events == EventsInBatch)
            {
                Hand();
            }
        }
    }

    /// <summary>Completes when everything that was captured is delivered.</summary>
    public async Task FlushAsync()
    {
        lock (_lock)
        {
            if (_body.Events > 0)
            {
                Hand();
            }
        }

        while (Volatile.Read(ref _waiting) > 0)
        {
            await Task.Delay(1);
        }
    }

    public void Dispose()
    {
        _full.Writer.Complete();
        _sending.Wait();
        _http.Dispose();
    }

    private void Hand()
    {
        _body.End();
        Interlocked.Increment(ref _waiting);
        _full.Writer.TryWrite(_body);
        _body = _spare.TryTake(out var spare) ? spare : new BareBody();
    }

    private async Task SendAllAsync()
    {
        await foreach (var body in _full.Reader.ReadAllAsync())
        {
            await PostAsync(body);
            body.Begin();
            _spare.Add(body);
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task PostAsync(BareBody body)
    {
        using var content = new ReadOnlyMemoryContent(body.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PostAsync(_address, content);
        response.EnsureSuccessStatusCode();
    }
}
