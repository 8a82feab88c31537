namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>What is bought once: by a session that Stripe hosts, by a form of the application, or by a charge alone.</summary>
internal sealed class Checkout(StripeAccount stripe, Buyer buyer)
{
    /// <summary>Charges that are authorised and not captured.</summary>
    public List<ChargeState> Authorised { get; } = [];

    public void BySession(long amount, string? account = null)
    {
        var charge = NewCharge(amount, "checkout", account);
        var session = SessionOf(charge, account);
        Pay(charge);
        session.Send("checkout.session.completed", "paid");
    }

    /// <summary>A delayed method: the session is over before the money has come.</summary>
    public void ByDelayedSession(long amount, bool arrives)
    {
        var charge = NewCharge(amount, "checkout");
        var session = SessionOf(charge);
        charge.SendIntent("payment_intent.processing", "processing");
        session.Send("checkout.session.completed", "unpaid");
        stripe.Pass(TimeSpan.FromDays(2));
        if (arrives)
        {
            Pay(charge);
            session.Send("checkout.session.async_payment_succeeded", "paid");
        }
        else
        {
            Decline(charge);
            session.Send("checkout.session.async_payment_failed", "unpaid");
        }
    }

    public void Abandon(long amount) =>
        new SessionState(stripe, buyer, "payment", amount).Send("checkout.session.expired", "unpaid", "expired");

    /// <summary>A session that makes an invoice of what it sold.</summary>
    public void BySessionWithInvoice(long amount, bool isMarked)
    {
        var invoice = new InvoiceState(
            stripe, buyer, "manual", null, [new InvoiceLine(null, amount)], metadata: isMarked ? buyer.Metadata("checkout") : [], usesCredit: false)
        {
            IntentMetadata = buyer.Metadata("checkout"),
        };
        var session = new SessionState(stripe, buyer, "payment", amount) { Invoice = invoice.Id, Intent = invoice.Intent };
        invoice.PayByCard();
        session.Send("checkout.session.completed", "paid");
    }

    /// <summary>A form of the application's own, at which the card may be declined first.</summary>
    public void ByForm(long amount, int declined)
    {
        var charge = NewCharge(amount, "elements");
        for (var i = 0; i < declined; i++)
        {
            Decline(charge);
            stripe.Pass(TimeSpan.FromMinutes(1));
        }

        Pay(charge);
    }

    public void Authorise(long amount, bool isBySession)
    {
        var charge = NewCharge(amount, isBySession ? "checkout" : "elements");
        Authorised.Add(charge);
        charge.Send("charge.succeeded");
        charge.SendIntent("payment_intent.amount_capturable_updated", "requires_capture", "manual");
        if (isBySession)
        {
            SessionOf(charge).Send("checkout.session.completed", "unpaid");
        }
    }

    /// <summary>Takes a part of what was authorised; the rest is released.</summary>
    public void Capture(ChargeState charge, int percent)
    {
        Authorised.Remove(charge);
        charge.Capture(stripe.Currency.PartOf(charge.Amount, percent));
        charge.Refunded = charge.Amount - charge.Captured;
        stripe.Charges.Add(charge);
        if (charge.Refunded > 0)
        {
            charge.Refunds.Add(new RefundState(stripe, charge, charge.Refunded, "succeeded") { HasMoved = false });
            charge.Refunds[^1].Send("refund.created");
        }

        charge.Send("charge.captured");
        charge.SendIntent("payment_intent.succeeded", "succeeded", "manual");
    }

    /// <summary>Releases an authorisation: nothing had been taken.</summary>
    public void Release(ChargeState charge)
    {
        Authorised.Remove(charge);
        charge.Refunded = charge.Amount;
        charge.Refunds.Add(new RefundState(stripe, charge, charge.Amount, "succeeded") { HasMoved = false });
        charge.Refunds[^1].Send("refund.created");
        charge.Send("charge.refunded", Reversals.RefundedBefore(0));
        charge.SendIntent("payment_intent.canceled", "canceled", "manual");
    }

    /// <summary>By the API of charges, which no event of this library tells of.</summary>
    public void ByChargeAlone(long amount)
    {
        var charge = new ChargeState(stripe, buyer, amount) { Intent = null, IsRevenue = false };
        charge.Capture(amount);
        stripe.Charges.Add(charge);
        charge.Send("charge.succeeded");
    }

    /// <summary>A payment that is older than the endpoint: nothing of it is sent, and it was counted where nobody knows.</summary>
    public void LongAgo(long amount)
    {
        var charge = new ChargeState(stripe, buyer, amount) { Metadata = buyer.Metadata("checkout"), IsOlder = true };
        charge.Capture(amount);
        stripe.Move(-amount);
        stripe.Charges.Add(charge);
    }

    private ChargeState NewCharge(long amount, string flow, string? account = null) =>
        new(stripe, buyer, amount) { Metadata = buyer.Metadata(flow), Account = account, IsRevenue = account is null };

    private SessionState SessionOf(ChargeState charge, string? account = null) =>
        new(stripe, buyer, "payment", charge.Amount) { Intent = charge.Intent, Account = account };

    private void Pay(ChargeState charge)
    {
        charge.Capture(charge.Amount);
        stripe.Charges.Add(charge);
        charge.Send("charge.succeeded");
        charge.SendIntent("payment_intent.succeeded", "succeeded");
    }

    private static void Decline(ChargeState charge)
    {
        charge.Send("charge.failed");
        charge.SendIntent("payment_intent.payment_failed", "requires_payment_method");
    }
}
