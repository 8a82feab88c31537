using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Which of Stripe's events change the state of a subscription, and what follows from what was told before.</summary>
internal static class SubscriptionTable
{
    public static IEnumerable<EventDraft> DraftsOf(StripeEvent stripeEvent, SubscriptionRecord record, OfferReader offers)
    {
        var change = new SubscriptionChange(stripeEvent);
        var subscription = change.After;
        var at = stripeEvent.Created ?? DateTimeOffset.UnixEpoch;
        switch (stripeEvent.Type)
        {
            case "customer.subscription.created" or "customer.subscription.updated" or "customer.subscription.deleted":
                Runs.Learn(change, record);
                return
                [
                    .. TrialSteps.Of(stripeEvent, change, record, at),
                    .. States(change, record, at, offers),
                    .. CancellationSteps.Of(stripeEvent.Type, change, record, at),
                ];
            case "customer.subscription.paused" when subscription is { Is: true, Status: "paused" }:
                record.IsPaused = true;
                return [Subscriptions.Went(CustomEvents.SubscriptionPaused, subscription, "paused", at)];
            case "customer.subscription.resumed" when subscription is { Is: true, Status: not "paused" } && Unpauses(record, at):
                return [Subscriptions.Went(CustomEvents.SubscriptionUnpaused, subscription, "unpaused", at)];
            case "invoice.paid" when new InvoiceJson(stripeEvent.DataObject).Is:
                return TrialSteps.Of(new InvoiceJson(stripeEvent.DataObject), record, at);
            default:
                return [];
        }
    }

    // It says nothing of a subscription that is not known to have been paused.
    private static bool Unpauses(SubscriptionRecord record, DateTimeOffset at)
    {
        if (record.IsPaused)
        {
            record.IsPaused = false;
            record.UnpausedAt = at.ToUnixTimeSeconds();
        }

        return record.UnpausedAt == at.ToUnixTimeSeconds();
    }

    private static IEnumerable<EventDraft> States(SubscriptionChange change, SubscriptionRecord record, DateTimeOffset at, OfferReader offers)
    {
        var after = change.After;
        if (change.HasNewItems)
        {
            yield return Subscriptions.Changed(change, offers);
        }

        if (change.PausedCollection)
        {
            yield return Subscriptions.Went(CustomEvents.SubscriptionPaused, after, "collection_paused", at);
        }

        if (change.UnpausedCollection)
        {
            yield return Subscriptions.Went(CustomEvents.SubscriptionUnpaused, after, "collection_unpaused", at);
        }

        if (change.Became("paused"))
        {
            record.IsPaused = true;
            yield return Subscriptions.Went(CustomEvents.SubscriptionPaused, after, "paused", at);
        }

        if (change.StatusBefore is "paused" && after.Status is "active" or "past_due" or "trialing")
        {
            record.IsPaused = false;
            record.UnpausedAt = at.ToUnixTimeSeconds();
            yield return Subscriptions.Went(CustomEvents.SubscriptionUnpaused, after, "unpaused", at);
        }

        if (change.Became("past_due"))
        {
            yield return Subscriptions.Went(CustomEvents.SubscriptionPastDue, after, "past_due", at);
        }
    }
}
