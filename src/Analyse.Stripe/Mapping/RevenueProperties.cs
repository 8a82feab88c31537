using Analyse.Stripe.Ledger;

namespace Analyse.Stripe.Mapping;

/// <summary>The properties of an event that moves money.</summary>
internal static class RevenueProperties
{
    public const string Revenue = "revenue";
    public const string PaymentKnown = "payment_known";

    /// <param name="analyseEvent">The event.</param>
    /// <param name="revenue">What it adds, with its sign.</param>
    /// <param name="payment">What is known of the payment.</param>
    /// <param name="isOfPayment">Whether there is a payment; a customer's cash balance is none.</param>
    public static void AddTo(AnalyseEvent analyseEvent, long revenue, PaymentRecord payment, bool isOfPayment)
    {
        if (analyseEvent.Amount is null && revenue != 0 && payment.Currency is { } currency)
        {
            analyseEvent.Amount = Amount.Minor(revenue, currency);
        }

        // A sum that nobody told is none.
        if (analyseEvent.Amount is null)
        {
            return;
        }

        analyseEvent.Properties.With(Revenue, (long?)revenue);
        if (isOfPayment && !payment.IsPaymentKnown())
        {
            analyseEvent.Properties[PaymentKnown] = false;
        }
    }
}
