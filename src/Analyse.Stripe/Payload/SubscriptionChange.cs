using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>What an update changed of a subscription.</summary>
internal readonly struct SubscriptionChange(StripeEvent stripeEvent)
{
    public SubscriptionJson After => new(stripeEvent.DataObject);

    public IReadOnlyList<SubscriptionItem> ItemsBefore => SubscriptionItem.AllOf(Previous);

    public bool EndWasSet => After.IsEndSet && !After.WasEndSet(Previous);

    /// <summary>Whether a set end was taken back. One that has come is not.</summary>
    public bool EndWasTakenBack => !After.IsEndSet && After.WasEndSet(Previous) && After.Status is not "canceled";

    /// <summary>Whether other prices, or other quantities, are taken than before.</summary>
    public bool HasNewItems =>
        ItemsBefore is { Count: > 0 } before && After.Items is { Count: > 0 } after && !SubscriptionItem.AreSame(before, after);

    private JsonElement Previous => stripeEvent.PreviousAttributes;

    /// <summary>Whether the trial ended with this change, in one of these states.</summary>
    public bool LeftTrialFor(params ReadOnlySpan<string> statuses) =>
        Previous.Text("status") is "trialing" && After.Status is { } status && statuses.Contains(status);
}
