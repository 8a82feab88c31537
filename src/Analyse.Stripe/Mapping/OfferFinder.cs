using Analyse.Stripe.Api;
using Analyse.Stripe.Diagnostics;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>
/// Finds what was sold: the price in the payload; else what the metadata says; else, where an API client is registered, one
/// question to Stripe.
/// </summary>
internal sealed class OfferFinder(OfferReader offers, StripeLookup lookup, StripeReport report)
{
    public async ValueTask<Offer> FindAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var offer = KindOf(stripeEvent.Type) switch
        {
            "checkout" => await OfAsync(new SessionJson(stripeEvent.DataObject), stripeEvent.Account, cancellationToken).ConfigureAwait(false),
            "invoice" => await OfAsync(new InvoiceJson(stripeEvent.DataObject), stripeEvent.Account, cancellationToken).ConfigureAwait(false),
            "customer" => Of(new SubscriptionJson(stripeEvent.DataObject)),
            _ => offers.Read(price: null, new PaymentIntentJson(stripeEvent.DataObject).Metadata, Billing.OneTime),
        };
        if (offer is { Billing: Billing.Recurring, OtherInterval: null })
        {
            report.IntervalUnknown();
        }

        return offer;
    }

    private static string KindOf(string type) => type.Split('.')[0];

    private Offer Of(SubscriptionJson subscription) =>
        offers.Read(SubscriptionItem.MainOf(subscription.Items)?.Price, subscription.Metadata, Billing.Recurring);

    private async ValueTask<Offer> OfAsync(InvoiceJson invoice, string? account, CancellationToken cancellationToken)
    {
        var price = StripePrice.In(invoice.MainLine);
        if (price is { IsWhole: false } && invoice.Metadata is { Plan: null } or { Interval: null })
        {
            price = StripePrice.Of(await lookup.PriceAsync(price.Id, account, cancellationToken).ConfigureAwait(false)) ?? price;
        }

        return offers.Read(price, invoice.Metadata, invoice.SubscriptionId is null ? Billing.OneTime : Billing.Recurring);
    }

    private async ValueTask<Offer> OfAsync(SessionJson session, string? account, CancellationToken cancellationToken)
    {
        var metadata = session.Metadata;
        var otherwise = session.IsSubscription ? Billing.Recurring : Billing.OneTime;
        var isSaid = metadata.Plan is not null && (metadata.Interval is not null || !session.IsSubscription);
        if (isSaid || session.Id is not { } id)
        {
            return offers.Read(price: null, metadata, otherwise);
        }

        var whole = new SessionJson(await lookup.SessionAsync(id, account, cancellationToken).ConfigureAwait(false));
        var price = whole.LineItems
            .OrderByDescending(static item => StripePrice.In(item)?.Interval is not null)
            .ThenByDescending(static item => item.Number("amount_subtotal") ?? item.Number("amount_total") ?? long.MinValue)
            .Select(StripePrice.In)
            .FirstOrDefault(static price => price is not null);
        return offers.Read(price, metadata, otherwise) with { ItemsCount = whole.ItemsCount };
    }
}
