using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>What an update changed of a subscription.</summary>
internal readonly struct SubscriptionChange(StripeEvent stripeEvent)
{
    public SubscriptionJson After => new(stripeEvent.DataObject);

    /// <summary>The items as they were; in old versions of the API only the plan, or only the quantity, of the single item is told.</summary>
    public IReadOnlyList<SubscriptionItem> ItemsBefore => Previous.Items("items").Count > 0
        ? SubscriptionItem.AllOf(Previous)
        : After.Items is [var only] && (Previous.IsSet("plan") || Previous.IsSet("quantity"))
            ? [new SubscriptionItem(StripePrice.In(Previous) ?? only.Price, Previous.Number("quantity") ?? only.Quantity)]
            : [];

    public bool EndWasSet => After.IsEndSet && !After.WasEndSet(Previous);

    /// <summary>Whether a set end was taken back. One that has come is not.</summary>
    public bool EndWasTakenBack => !After.IsEndSet && After.WasEndSet(Previous) && After.Status is not "canceled";

    /// <summary>Whether other prices, or other quantities, are taken than before.</summary>
    public bool HasNewItems =>
        ItemsBefore is { Count: > 0 } before && After.Items is { Count: > 0 } after && !SubscriptionItem.AreSame(before, after);

    public string? StatusBefore => Previous.Text("status");

    /// <summary>Whether a trial has begun with this change.</summary>
    public bool BeganTrial => After.Status is "trialing"
        && (StatusBefore is { } before ? before is not "trialing" : Previous.Has("trial_end") && !Previous.IsSet("trial_end"));

    public bool PausedCollection => After.IsCollectionPaused && Previous.Has("pause_collection") && !Previous.IsSet("pause_collection");

    public bool UnpausedCollection => !After.IsCollectionPaused && Previous.IsSet("pause_collection");

    private JsonElement Previous => stripeEvent.PreviousAttributes;

    /// <summary>Whether the status has changed to this one.</summary>
    public bool Became(string status) => After.Status == status && StatusBefore is { } before && before != status;
}
