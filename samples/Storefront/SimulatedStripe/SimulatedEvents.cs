using System.Text.Json.Nodes;
using Stripe;

namespace Storefront.SimulatedStripe;

/// <summary>
/// Every event that happened: sent to the shop's endpoint, and kept for Stripe's list of events. While the endpoint counts as
/// unreachable nothing is sent, as if Stripe had given up after three days.
/// </summary>
internal sealed class SimulatedEvents(WebhookSender sender, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<Webhook> _all = [];
    private volatile bool _isEndpointReachable = true;

    public bool IsEndpointReachable
    {
        get => _isEndpointReachable;
        set => _isEndpointReachable = value;
    }

    public void Publish(IEnumerable<StripeChange> changes, Uri endpoint)
    {
        foreach (var change in changes)
        {
            var webhook = Webhook.Of(change, endpoint, clock.GetUtcNow());
            lock (_lock)
            {
                _all.Add(webhook);
            }

            if (IsEndpointReachable)
            {
                sender.Send(webhook);
            }
        }
    }

    /// <summary>A page of <c>GET /v1/events</c>: the newest first.</summary>
    public JsonObject List(ListOptions options)
    {
        List<Webhook> newestFirst;
        lock (_lock)
        {
            newestFirst = [.. Enumerable.Reverse(_all)];
        }

        var (from, before) = (Bound(options, "created[gte]", long.MinValue), Bound(options, "created[lt]", long.MaxValue));
        var found = newestFirst.Where(webhook => webhook.Created >= from && webhook.Created < before);
        if (options.StartingAfter is { } last)
        {
            found = found.SkipWhile(webhook => webhook.EventId != last).Skip(1);
        }

        var limit = (int)(options.Limit ?? 10);
        var page = found.Take(limit + 1).ToList();
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Take(limit).Select(static webhook => JsonNode.Parse(webhook.Payload))]),
            ["has_more"] = page.Count > limit,
            ["url"] = "/v1/events",
        };
    }

    private static long Bound(ListOptions options, string name, long otherwise) =>
        options.ExtraParams.TryGetValue(name, out var value) && long.TryParse(value as string, out var bound) ? bound : otherwise;
}
