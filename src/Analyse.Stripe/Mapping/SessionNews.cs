using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What a session says about its payment: of a subscription, that it is the first one.</summary>
internal static class SessionNews
{
    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var session = new SessionJson(stripeEvent.DataObject);
        var ids = stripeEvent.Ids;
        var first = session.IsSubscription && ids.Subscription is { } subscription ? LedgerKeys.FirstPaymentOf(subscription) : null;

        // A delayed method is not paid yet when the session completes; its outcome follows.
        var isPaid = session.IsSettled || stripeEvent.Type is "checkout.session.async_payment_succeeded";
        return new PaymentNews(PaymentNews.PartsOf(ids.Session, first, ids.PaymentIntent, ids.Invoice), record =>
        {
            record.IsForeign |= !settings.IsOwn(stripeEvent);
            if (!isPaid)
            {
                return [];
            }

            if (session is { Id: { } id, Total: { } total })
            {
                record.Sessions.Raise(id, total.MinorUnits);
                record.Currency ??= total.Currency;
            }

            return [Checkouts.Finished(session, record.CheckoutKey() ?? (first is not null ? session.SubscriptionId : session.Id))];
        });
    }
}
