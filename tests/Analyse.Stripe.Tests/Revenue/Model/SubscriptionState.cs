using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A subscription of one item.</summary>
internal sealed class SubscriptionState(StripeAccount stripe, Buyer buyer, Plan plan, JsonObject metadata)
{
    private readonly long _start = stripe.Now;

    public string Id { get; } = stripe.NewId("sub");

    public Plan Plan { get; private set; } = plan;

    public JsonObject Metadata => metadata;

    public string Status { get; private set; } = "active";

    public long? CancelAt { get; private set; }

    public bool IsAlive => Status is not "canceled";

    public void Create(string status = "active")
    {
        Status = status;
        Send("customer.subscription.created");
    }

    public void Become(string status)
    {
        (var before, Status) = (Status, status);
        if (before != status)
        {
            Send("customer.subscription.updated", new JsonObject { ["status"] = before });
        }
    }

    public void ChangeTo(Plan changed)
    {
        var before = Items();
        Plan = changed;
        Send("customer.subscription.updated", new JsonObject { ["items"] = before });
    }

    public void AnnounceEnd(long at)
    {
        CancelAt = at;
        Send("customer.subscription.updated", new JsonObject { ["cancel_at"] = null, ["cancel_at_period_end"] = false, ["canceled_at"] = null });
    }

    public void End()
    {
        Status = "canceled";
        Send("customer.subscription.deleted");
    }

    private void Send(string type, JsonObject? previous = null) => stripe.Send(type, ToJson(), previous);

    private JsonObject Items() => Lists.Of(new JsonObject
    {
        ["id"] = $"si_{Id}",
        ["object"] = "subscription_item",
        ["current_period_end"] = _start + 2_592_000,
        ["current_period_start"] = _start,
        ["price"] = Plan.Price(stripe.Currency),
        ["quantity"] = 1,
    });

    private JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "subscription",
        ["cancel_at"] = CancelAt,
        ["cancel_at_period_end"] = CancelAt is not null,
        ["canceled_at"] = CancelAt is not null || Status is "canceled" ? stripe.Now : null,
        ["cancellation_details"] = new JsonObject { ["comment"] = null, ["feedback"] = null, ["reason"] = CancelAt is null ? null : "cancellation_requested" },
        ["created"] = _start,
        ["currency"] = stripe.Currency.Lower,
        ["customer"] = buyer.Id,
        ["ended_at"] = Status is "canceled" ? stripe.Now : null,
        ["items"] = Items(),
        ["metadata"] = metadata.DeepClone(),
        ["status"] = Status,
        ["trial_end"] = null,
        ["trial_start"] = null,
    };
}
