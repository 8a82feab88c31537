using Analyse;
using Analyse.Stripe;
using Stripe;
using Stripe.Checkout;
using Account = Storefront.Accounts.Account;

namespace Storefront.Checkouts;

/// <summary>
/// Lets the customer pay on Stripe's page, where an <see cref="IStripeClient"/> is registered. Its webhook captures
/// <c>checkout_finished</c> or <c>checkout_cancelled</c>, so that nothing here does.
/// </summary>
internal sealed class StripeCheckout(Fulfilment fulfilment, IAnalyseTracker analyse, IStripeClient? stripe = null)
{
    public bool IsAvailable => stripe is not null;

    /// <summary>Begins the payment, or goes on with the one that has begun, and gives the address of Stripe's page.</summary>
    public async Task<string> BeginAsync(Checkout checkout, string doneAddress, string cancelAddress, CancellationToken cancellationToken)
    {
        var sessions = new SessionService(stripe);
        if (checkout.StripeSessionId is { } begun)
        {
            return (await sessions.GetAsync(begun, cancellationToken: cancellationToken)).Url ?? doneAddress;
        }

        var session = await sessions.CreateAsync(OptionsOf(checkout, doneAddress, cancelAddress), cancellationToken: cancellationToken);
        checkout.StripeSessionId = session.Id;
        return session.Url;
    }

    /// <summary>Asks Stripe what became of the payment: the customer comes back at once, the webhook may come later.</summary>
    public async Task RefreshAsync(Checkout checkout, Account account, CancellationToken cancellationToken)
    {
        if (checkout is not { State: CheckoutState.Open, StripeSessionId: { } id })
        {
            return;
        }

        var session = await new SessionService(stripe).GetAsync(id, cancellationToken: cancellationToken);
        if (session.PaymentStatus is "paid" && checkout.TryPayAtStripe(session.SubscriptionId))
        {
            fulfilment.Deliver(checkout, account);
        }
        else if (session.Status is "expired")
        {
            checkout.TryCancel();
        }
    }

    private SessionCreateOptions OptionsOf(Checkout checkout, string doneAddress, string cancelAddress)
    {
        var options = new SessionCreateOptions
        {
            Mode = checkout.Offer.IsSubscription ? "subscription" : "payment",
            ClientReferenceId = checkout.OrderId,
            SuccessUrl = doneAddress,
            CancelUrl = cancelAddress,
            LineItems = [new SessionLineItemOptions { Quantity = 1, PriceData = PriceOf(checkout) }],
        };

        // One line here, nothing in the webhook: with it checkout_started and checkout_finished have one person and one checkout id.
        return options.WithAnalyse(analyse, checkout.Id);
    }

    private static SessionLineItemPriceDataOptions PriceOf(Checkout checkout) => new()
    {
        Product = checkout.Offer.ProductId,
        Currency = checkout.Total.Currency.ToLowerInvariant(),
        UnitAmount = Amount.Of(checkout.Total.Value, checkout.Total.Currency).MinorUnits,
        Recurring = checkout.Offer.Interval is { } interval ? new SessionLineItemPriceDataRecurringOptions { Interval = interval } : null,
    };
}
