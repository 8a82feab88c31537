using Analyse.Stripe.Tests.Revenue.Model;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>Lives a life cycle in the model of Stripe.</summary>
internal sealed class StripeWorld
{
    private readonly StripeAccount _stripe;
    private readonly Buyer _buyer;
    private readonly Checkout _checkout;
    private readonly Recurring _recurring;
    private readonly Reversals _reversals;
    private readonly Plan[] _plans;

    private StripeWorld(StripeAccount stripe, string person)
    {
        _stripe = stripe;
        _buyer = new Buyer(stripe, person);
        _checkout = new Checkout(stripe, _buyer);
        _recurring = new Recurring(stripe, _buyer);
        _reversals = new Reversals(stripe);
        _plans = [new("prod_basic", 1900 * stripe.Currency.Step), new("prod_pro", 4900 * stripe.Currency.Step)];
    }

    private IEnumerable<RefundState> Refunds => _stripe.Charges.SelectMany(static charge => charge.Refunds).Where(static refund => refund.CanFail);

    private IEnumerable<DisputeState> Disputes => _stripe.Charges.SelectMany(static charge => charge.Disputes);

    public static StripeAccount Live(LifeCycle cycle, string run, string person)
    {
        var stripe = new StripeAccount(run, cycle.Version, cycle.Currency);
        var world = new StripeWorld(stripe, person);
        foreach (var step in cycle.Steps)
        {
            stripe.Pass(TimeSpan.FromSeconds(1));
            world.Do(step);
        }

        return stripe;
    }

    private void Do(Step step)
    {
        if (step.Kind < StepKind.SubscribeBySession)
        {
            Buy(step);
        }
        else if (step.Kind < StepKind.Refund)
        {
            Subscribe(step);
        }
        else
        {
            Reverse(step);
        }
    }

    private void Buy(Step step)
    {
        var amount = step.Percent * 50 * _stripe.Currency.Step;
        switch (step.Kind)
        {
            case StepKind.BuyBySession: _checkout.BySession(amount); break;
            case StepKind.BuyByDelayedSession: _checkout.ByDelayedSession(amount, arrives: true); break;
            case StepKind.FailDelayedSession: _checkout.ByDelayedSession(amount, arrives: false); break;
            case StepKind.AbandonSession: _checkout.Abandon(amount); break;
            case StepKind.BuyBySessionWithInvoice: _checkout.BySessionWithInvoice(amount, IsOdd(step)); break;
            case StepKind.BuyByForm: _checkout.ByForm(amount, declined: step.Which % 3); break;
            case StepKind.BuyOnConnectedAccount: _checkout.BySession(amount, "acct_1"); break;
            case StepKind.BuyByChargeAlone: _checkout.ByChargeAlone(amount); break;
            case StepKind.BuyBeforeTheEndpoint: _checkout.LongAgo(amount); break;
            case StepKind.Authorise: _checkout.Authorise(amount, IsOdd(step)); break;
            case StepKind.Capture when Pick(_checkout.Authorised, step) is { } charge: _checkout.Capture(charge, step.Percent); break;
            case StepKind.Release when Pick(_checkout.Authorised, step) is { } charge: _checkout.Release(charge); break;
            default: break;
        }
    }

    private void Subscribe(Step step)
    {
        var plan = _plans[step.Which % 2];
        var subscription = Pick(_stripe.Subscriptions.Where(static one => one.IsAlive), step);
        switch (step.Kind)
        {
            case StepKind.SubscribeBySession: _recurring.BySession(plan, IsOdd(step) ? _stripe.Currency.PartOf(plan.Amount, step.Percent / 2) : 0); break;
            case StepKind.SubscribeByForm: _recurring.ByForm(plan, marksIntent: step.Percent > 50, declined: step.Which % 3); break;
            case StepKind.SubscribeInDashboard: _recurring.InDashboard(plan); break;
            case StepKind.GrantCredit: _recurring.Grant(_stripe.Currency.PartOf(_plans[0].Amount, step.Percent)); break;
            case StepKind.Bill: Recurring.PayOrSettle(_recurring.Bill(step.Percent * 50 * _stripe.Currency.Step, IsOdd(step))); break;
            case StepKind.BillOutsideOfStripe: PayOutside(_recurring.Bill(step.Percent * 50 * _stripe.Currency.Step, IsOdd(step))); break;
            case StepKind.PayLate when Pick(_stripe.Invoices.Where(static invoice => invoice.CanBePaid), step) is { } late: late.PayByCard(); break;
            case StepKind.EndSubscription when subscription is not null: subscription.End(); break;
            case StepKind.ChangePlan when subscription is not null: _recurring.Change(subscription, _plans[IsOdd(step) ? 1 : 0], step.Percent); break;
            case >= StepKind.Renew and <= StepKind.RenewOutsideOfStripe when subscription is not null: Pay(_recurring.Renew(subscription), step); break;
            default: break;
        }
    }

    private void Pay(InvoiceState invoice, Step step)
    {
        if (invoice.Due == 0)
        {
            invoice.Settle();
            return;
        }

        var part = _stripe.Currency.PartOf(invoice.Due, Math.Min(step.Percent, 90));
        switch (step.Kind)
        {
            case StepKind.RenewAfterFailures:
                invoice.Fail();
                invoice.Fail(isManual: true);
                invoice.PayByCard();
                break;
            case StepKind.RenewUnpaid:
                invoice.Fail();
                if (IsOdd(step))
                {
                    invoice.GiveUp();
                }

                break;
            case StepKind.RenewInParts or StepKind.RenewPartly when _stripe.Version.HasInvoicePayments && part < invoice.Due:
                invoice.PayPart(part);
                if (step.Kind is StepKind.RenewInParts)
                {
                    invoice.PayByCard();
                }

                break;
            case StepKind.RenewOutsideOfStripe: invoice.PayOutside(); break;
            default: invoice.PayByCard(); break;
        }
    }

    private static void PayOutside(InvoiceState invoice)
    {
        if (invoice.Due == 0)
        {
            invoice.Settle();
        }
        else
        {
            invoice.PayOutside();
        }
    }

    private void Reverse(Step step)
    {
        var charge = Pick(_stripe.Charges.Where(static charge => charge.Left > 0), step);
        var part = charge is null ? 0 : _stripe.Currency.PartOf(charge.Left, step.Percent);
        var dispute = Pick(Disputes.Where(static dispute => dispute.IsOpen && dispute.Held > 0), step);
        switch (step.Kind)
        {
            case StepKind.Refund when charge is not null: _reversals.Refund(charge, part, "succeeded"); break;
            case StepKind.RefundPending when charge is not null: _reversals.Refund(charge, part, IsOdd(step) ? "pending" : "requires_action"); break;
            case StepKind.SucceedRefund when Pick(Refunds.Where(static refund => refund.Status is "pending"), step) is { } refund: refund.Succeed(); break;
            case StepKind.UndoRefund when Pick(Refunds, step) is { } refund: refund.Undo(); break;
            case StepKind.RefundCash: _reversals.RefundCash(_buyer, step.Percent * _stripe.Currency.Step); break;
            case StepKind.Dispute or StepKind.Inquire when charge is { IsOlder: false }: _reversals.Dispute(charge, part, step.Kind is StepKind.Inquire); break;
            case StepKind.EscalateInquiry: Pick(Disputes.Where(static inquiry => inquiry.CanEscalate), step)?.Open(); break;
            case StepKind.CloseInquiry: Pick(Disputes.Where(static inquiry => inquiry.Status is "warning_needs_response"), step)?.CloseInquiry(); break;
            case StepKind.LoseDispute: dispute?.Lose(); break;
            case StepKind.LoseDisputePartly: dispute?.LosePartly(_stripe.Currency.PartOf(dispute.Held, step.Percent / 2)); break;
            case StepKind.WinDispute: dispute?.Win(); break;
            case StepKind.AppealAndWin when _stripe.Version.HasAppeals: Pick(Disputes.Where(static lost => lost is { Status: "lost", Held: > 0 }), step)?.Win(IsOdd(step)); break;
            default: Credit(step); break;
        }
    }

    private void Credit(Step step)
    {
        if (step.Kind is StepKind.CreditBeforePayment)
        {
            if (Pick(_stripe.Invoices.Where(static open => open is { CanBePaid: true, Paid: 0 }), step) is { } open)
            {
                _reversals.CreditBeforePayment(open, _stripe.Currency.PartOf(open.Due, Math.Min(step.Percent, 90)));
            }

            return;
        }

        if (Pick(_stripe.Invoices.Where(static paid => paid.Status is "paid" && paid.Paid > paid.Credited), step) is not { } invoice)
        {
            return;
        }

        var part = _stripe.Currency.PartOf(invoice.Paid - invoice.Credited, step.Percent);
        switch (step.Kind)
        {
            case StepKind.CreditByRefund when invoice.Charge is { } charge && charge.Left >= part: _reversals.CreditByRefund(invoice, part); break;
            case StepKind.CreditToBalance: _reversals.CreditToBalance(invoice, part); break;
            case StepKind.CreditOutsideOfStripe: _reversals.CreditOutside(invoice, part); break;
            default: break;
        }
    }

    private static bool IsOdd(Step step) => step.Which % 2 == 1;

    private static T? Pick<T>(IEnumerable<T> all, Step step)
        where T : class
    {
        T[] some = [.. all];
        return some.Length == 0 ? null : some[step.Which % some.Length];
    }
}
