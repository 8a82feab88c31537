using Analyse.Stripe.Tests.Revenue.Model;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>
/// A year of one customer: a coupon, a card that fails, an upgrade, a credit, a refund that comes to nothing and one that does not,
/// a dispute that is lost, appealed and won, a book besides, and the end.
/// </summary>
internal static class YearOfASubscription
{
    public const string Basic = "prod_basic";
    public const string Pro = "prod_pro";

    private static readonly TimeSpan _month = TimeSpan.FromDays(30);

    /// <summary>
    /// By plan, in hundreds of the currency's step. Basic: 15 with the coupon, 20. Pro: 15 for the upgrade, 38 beside a credit of 12, 50 three
    /// times, less a refund of 7. The book: 30, less 10.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, long> Hundreds = new Dictionary<string, long> { [Basic] = 35, [Pro] = 196, [""] = 20 };

    public static StripeAccount Live(string run, string person, ModelCurrency currency)
    {
        var stripe = new StripeAccount(run, ApiVersion.Newest, currency);
        var buyer = new Buyer(stripe, person);
        var recurring = new Recurring(stripe, buyer);
        var reversals = new Reversals(stripe);
        var unit = 100 * currency.Step;
        var (basic, pro) = (new Plan(Basic, 20 * unit), new Plan(Pro, 50 * unit));

        var subscription = recurring.BySession(basic, discount: 5 * unit);
        stripe.Pass(_month);
        PayAtTheSecondAttempt(stripe, recurring.Renew(subscription), subscription);
        stripe.Pass(_month / 2);
        recurring.Change(subscription, pro, percentLeft: 50);
        recurring.Grant(12 * unit);
        stripe.Pass(_month / 2);
        recurring.Renew(subscription).PayByCard();

        stripe.Pass(_month);
        var withoutRefund = Pay(recurring.Renew(subscription));
        stripe.Pass(TimeSpan.FromDays(2));
        var failing = reversals.Refund(withoutRefund, 8 * unit, "pending");
        new Checkout(stripe, buyer).BySession(30 * unit);
        reversals.Refund(stripe.Charges[^1], 10 * unit, "succeeded");
        stripe.Pass(TimeSpan.FromDays(9));
        failing.Undo();

        stripe.Pass(_month);
        var disputed = Pay(recurring.Renew(subscription));
        stripe.Pass(TimeSpan.FromDays(20));
        var dispute = reversals.Dispute(disputed, disputed.Amount, isInquiry: false);
        stripe.Pass(_month);
        reversals.Refund(Pay(recurring.Renew(subscription)), 7 * unit, "succeeded");
        dispute.Lose();

        stripe.Pass(_month);
        subscription.AnnounceEnd(stripe.Now + (long)_month.TotalSeconds);
        dispute.Win();
        stripe.Pass(_month);
        subscription.End();
        return stripe;
    }

    private static void PayAtTheSecondAttempt(StripeAccount stripe, InvoiceState invoice, SubscriptionState subscription)
    {
        invoice.Fail();
        subscription.Become("past_due");
        stripe.Pass(TimeSpan.FromDays(3));
        invoice.PayByCard();
        subscription.Become("active");
    }

    private static ChargeState Pay(InvoiceState invoice)
    {
        invoice.PayByCard();
        return invoice.Charge!;
    }
}
