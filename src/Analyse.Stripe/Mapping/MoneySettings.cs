using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Which money is the application's own.</summary>
internal sealed class MoneySettings(AnalyseStripeOptions options)
{
    public bool CountsOutOfBand => options.CountPaidOutOfBand;

    public bool IsOwn(StripeEvent stripeEvent) => stripeEvent.Account is null || options.CountConnectedAccounts;

    /// <summary>What counts of a paid invoice.</summary>
    public long Counted(InvoiceJson invoice) => (CountsOutOfBand ? invoice.Paid?.MinorUnits : invoice.PaidThroughStripe) ?? 0;
}
