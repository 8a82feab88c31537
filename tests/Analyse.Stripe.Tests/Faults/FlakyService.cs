using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Analyse.Transport;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>A service that does not take some requests, and remembers what it took from the others.</summary>
internal sealed class FlakyService(Func<int, bool> fails) : IEventTransport
{
    private readonly ConcurrentQueue<(string Name, string? OrderId)> _taken = new();
    private int _requests;

    public string Description => "a service that fails now and then";

    public IReadOnlyCollection<(string Name, string? OrderId)> Taken => _taken;

    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        if (fails(Interlocked.Increment(ref _requests)))
        {
            return new(TransportAnswer.Of(HttpStatusCode.ServiceUnavailable));
        }

        using var body = JsonDocument.Parse(request.Body);
        IEnumerable<JsonElement> events = body.RootElement.TryGetProperty("events", out var batch)
            ? batch.EnumerateArray()
            : [body.RootElement.GetProperty("event")];
        foreach (var taken in events)
        {
            var orderId = taken.GetProperty("properties").TryGetProperty("order_id", out var order) ? order.GetString() : null;
            _taken.Enqueue((taken.GetProperty("event_name").GetString()!, orderId));
        }

        return new(TransportAnswer.Of(HttpStatusCode.OK));
    }
}
