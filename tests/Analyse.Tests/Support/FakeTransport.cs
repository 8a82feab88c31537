using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Analyse.Transport;

namespace Analyse.Tests.Support;

/// <summary>A service with a script and a memory: answers in turn, then 200 for ever.</summary>
internal sealed class FakeTransport : IEventTransport
{
    private readonly ConcurrentQueue<Func<FakeRequest, CancellationToken, ValueTask<TransportAnswer>>> _script = new();
    private readonly Channel<FakeRequest> _arrivals = Channel.CreateUnbounded<FakeRequest>();
    private readonly ConcurrentQueue<FakeRequest> _requests = new();

    public string? Description => null;

    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    /// <summary>Names of all events in the order in which they were sent.</summary>
    public IEnumerable<string> SentNames => _requests.SelectMany(request => request.EventNames);

    /// <summary>Answers what the script does not.</summary>
    public Func<FakeRequest, TransportAnswer> Otherwise { get; set; } = _ => TransportAnswer.Of(HttpStatusCode.OK);

    public FakeTransport Then(HttpStatusCode status, string? retryAfter = null, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _script.Enqueue((_, _) => new(new TransportAnswer { Status = status, RetryAfter = retryAfter }));
        }

        return this;
    }

    public FakeTransport ThenFail(Exception failure)
    {
        _script.Enqueue((_, _) => new(new TransportAnswer { Failure = failure }));
        return this;
    }

    public FakeTransport Then(TransportAnswer answer) => Then((_, _) => new(answer));

    public FakeTransport Then(Func<FakeRequest, CancellationToken, ValueTask<TransportAnswer>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>Never answers: ends only with the attempt's time or the client.</summary>
    public FakeTransport ThenHang()
    {
        _script.Enqueue(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return default;
        });
        return this;
    }

    public FakeTransport ThenWaitFor(Task release)
    {
        _script.Enqueue(async (_, token) =>
        {
            await release.WaitAsync(token);
            return TransportAnswer.Of(HttpStatusCode.OK);
        });
        return this;
    }

    /// <summary>The next request that arrives; the wait is bounded so that a test fails and does not hang.</summary>
    public async Task<FakeRequest> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Xunit.TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        return await _arrivals.Reader.ReadAsync(limit.Token);
    }

    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var fake = new FakeRequest(request.Address, Encoding.UTF8.GetString(request.Body.Span));
        _requests.Enqueue(fake);
        var answer = _script.TryDequeue(out var scripted) ? scripted(fake, cancellationToken) : new(Otherwise(fake));
        _arrivals.Writer.TryWrite(fake);
        return answer;
    }

    internal sealed record FakeRequest(Uri Address, string Body)
    {
        public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

        public IReadOnlyList<JsonElement> Events => Json.TryGetProperty("events", out var events)
            ? [.. events.EnumerateArray()]
            : [Json.GetProperty("event")];

        public IEnumerable<string> EventNames => Events.Select(e => e.GetProperty("event_name").GetString()!);
    }
}
