using Analyse;
using Storefront.Accounts;

namespace Storefront.Checkouts;

/// <summary>Gives the customer what was paid for, whichever way it was paid.</summary>
internal sealed class Fulfilment(IAnalyseTracker analyse, TimeProvider clock)
{
    public void Deliver(Checkout checkout, Account account)
    {
        if (checkout.SubscriptionId is not { } subscriptionId)
        {
            return;
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        account.Begin(new Subscription(subscriptionId, checkout.Offer, checkout.Offer.PaidUntil(today)));

        if (account.EndTrial() is { } trial)
        {
            analyse.Capture(new TrialEnded(trial.Plan, converted: true) { Reason = TrialEndedReason.Converted, LeadsToSubscription = true });
        }
    }
}
