using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Analyse.Transport;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>The service that several instances deliver to: it adds up the revenue of what it was sent.</summary>
internal sealed class RevenueService : IEventTransport
{
    private readonly ConcurrentDictionary<(string Person, string Currency, string Plan), long> _revenue = new();

    public string Description => "a service that adds up revenue";

    /// <summary>The sums that are not zero; a plan that is not known is empty.</summary>
    public IEnumerable<(string Person, string Currency, string Plan, long Revenue)> Revenue => _revenue
        .Where(static sum => sum.Value != 0)
        .Select(static sum => (sum.Key.Person, sum.Key.Currency, sum.Key.Plan, sum.Value))
        .Order();

    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(request.Body);
        IEnumerable<JsonElement> events = body.RootElement.TryGetProperty("events", out var batch)
            ? batch.EnumerateArray()
            : [body.RootElement.GetProperty("event")];
        foreach (var sent in events)
        {
            Add(sent);
        }

        return new(TransportAnswer.Of(HttpStatusCode.OK));
    }

    private void Add(JsonElement sent)
    {
        var properties = sent.GetProperty("properties");
        if (properties.TryGetProperty("revenue", out var revenue))
        {
            var plan = properties.TryGetProperty("plan", out var named) ? named.GetString()! : "";
            _revenue.AddOrUpdate(
                (PersonOf(sent), properties.GetProperty("currency").GetString()!, plan),
                revenue.GetInt64(),
                (_, sum) => sum + revenue.GetInt64());
        }
    }

    private static string PersonOf(JsonElement sent) => sent.GetProperty("person_id").GetString()!;
}
