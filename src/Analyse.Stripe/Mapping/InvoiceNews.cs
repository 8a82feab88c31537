using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What a paid invoice says: the first of a subscription finishes the checkout, each later one is revenue of its own.</summary>
internal static class InvoiceNews
{
    // Until then, the first invoice of a subscription was called what a change of plans is called.
    private const string FirstVersionWithCreate = "2018-10-31";

    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var invoice = new InvoiceJson(stripeEvent.DataObject);
        var ids = stripeEvent.Ids;
        var isPaid = invoice.Paid is { MinorUnits: > 0 };
        var first = ids.Subscription is { } subscription ? LedgerKeys.FirstPaymentOf(subscription) : null;
        var mayBeFirst = invoice.MayBeFirstOfOldVersion
            && stripeEvent.ApiVersion is { } version && string.CompareOrdinal(version, FirstVersionWithCreate) < 0;
        return News(invoice.IsFirst || mayBeFirst) with
        {
            Given = mayBeFirst ? page => News(isFirst: !IsTaken(page, first!, invoice.Id)) : null,
        };

        // An invoice that a credit has paid has nothing to do with the payment that some versions name.
        PaymentNews News(bool isFirst) => new(
            PaymentNews.PartsOf(invoice.Id, isFirst ? first : null, isPaid ? ids.PaymentIntent : null, isPaid ? ids.Charge : null),
            record => Learn(stripeEvent, settings, record, isFirst));
    }

    /// <summary>Whether another invoice is known to be the first.</summary>
    private static bool IsTaken(LedgerPage page, string first, string? invoiceId) =>
        page.Of<KnownId>(LedgerKeys.Id(first)).Payment is { } key
        && page.Of<PaymentRecord>(key).Invoices is { Count: > 0 } invoices
        && (invoiceId is null || !invoices.ContainsKey(invoiceId));

    private static IEnumerable<EventDraft> Learn(StripeEvent stripeEvent, MoneySettings settings, PaymentRecord record, bool isFirst)
    {
        var invoice = new InvoiceJson(stripeEvent.DataObject);
        record.IsForeign |= !settings.IsOwn(stripeEvent);
        if (invoice.Paid is not { MinorUnits: > 0 } paid)
        {
            return isFirst && invoice.IsElements ? [First(invoice, record)] : [];
        }

        var counted = settings.Counted(invoice);
        if (invoice.Id is { } id)
        {
            record.Invoices.Raise(id, counted);
            record.Currency ??= paid.Currency;
        }

        if (counted == 0)
        {
            record.IsNotCounted = true;
            return [];
        }

        if (isFirst)
        {
            // Its session tells of it, and of what else was agreed there.
            return invoice.Metadata.IsCheckout ? [] : [First(invoice, record)];
        }

        // A session that was paid once tells of the invoice that it made.
        var isReported = record.ReportOf(Revenue.Payment, CustomEvents.InvoicePaid, invoice.Id) is not null;
        var isReceipt = invoice.SubscriptionId is null && (invoice.IsReceipt || record.CheckoutKey() is not null);
        return isReported || !isReceipt ? [Invoices.Paid(invoice)] : [];
    }

    private static EventDraft First(InvoiceJson invoice, PaymentRecord record) =>
        Checkouts.Finished(invoice, record.CheckoutKey() ?? invoice.SubscriptionId ?? invoice.Id);
}
