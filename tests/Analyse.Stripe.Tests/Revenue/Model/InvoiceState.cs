using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>An invoice, and the ways in which it is paid or is not.</summary>
internal sealed class InvoiceState
{
    private readonly StripeAccount _stripe;
    private readonly IReadOnlyList<InvoiceLine> _lines;
    private readonly string _reason;
    private readonly JsonObject _metadata;
    private readonly long _total;
    private readonly long _creditBefore;
    private readonly long _creditAfter;
    private readonly long _discount;
    private string? _intent;
    private string? _charge;
    private long _paidInside;
    private long _paidOutside;
    private int _attempts;

    /// <summary>Makes and finalises it: what the customer has in credit pays first, and a total below zero becomes credit.</summary>
    public InvoiceState(
        StripeAccount stripe,
        Buyer buyer,
        string reason,
        SubscriptionState? subscription,
        IReadOnlyList<InvoiceLine> lines,
        long discount = 0,
        JsonObject? metadata = null,
        bool usesCredit = true)
    {
        (_stripe, Buyer, _reason, Subscription, _lines, _discount) = (stripe, buyer, reason, subscription, lines, discount);
        _metadata = metadata ?? [];
        Id = stripe.NewId("in");
        _total = lines.Sum(static line => line.Amount) - discount;
        _creditBefore = buyer.Credit;
        var used = !usesCredit ? 0 : _total < 0 ? _total : Math.Min(buyer.Credit, _total);
        buyer.Credit -= used;
        _creditAfter = buyer.Credit;
        Due = Math.Max(_total - used, 0);
        _intent = Due > 0 ? stripe.NewId("pi") : null;
        stripe.Invoices.Add(this);
        Send("invoice.finalized");
    }

    public string Id { get; }

    public Buyer Buyer { get; }

    public SubscriptionState? Subscription { get; }

    /// <summary>What the application wrote on the payment intent of its form.</summary>
    public JsonObject IntentMetadata { get; init; } = [];

    public long Due { get; private set; }

    public string Status { get; private set; } = "open";

    public long Paid => _paidInside + _paidOutside;

    public bool CanBePaid => Status is "open" or "uncollectible" && Due > Paid;

    /// <summary>What credit notes have given back after it was paid.</summary>
    public long Credited { get; set; }

    /// <summary>The charge that paid all of it.</summary>
    public ChargeState? Charge { get; private set; }

    public string? Intent => _intent;

    /// <summary>Nothing is due: a credit or a trial pays it.</summary>
    public void Settle()
    {
        Status = "paid";
        SendPaid();
    }

    /// <summary>The card is declined. Stripe raises the number of attempts for its own ones alone.</summary>
    public void Fail(bool isManual = false)
    {
        _attempts += isManual ? 0 : 1;
        var declined = NewCharge(Due - Paid, _intent);
        declined.Send("charge.failed");
        declined.SendIntent("payment_intent.payment_failed", "requires_payment_method");
        Send("invoice.payment_failed");
    }

    public void PayByCard()
    {
        _attempts++;
        var charge = Take(Due - Paid, _intent!);
        if (Paid == charge.Amount)
        {
            Charge = charge;
        }

        End(charge.Intent!, charge.Amount);
    }

    /// <summary>Two payments, of which the first may stay alone.</summary>
    public void PayPart(long amount)
    {
        var charge = Take(amount, _stripe.NewId("pi"));
        SendPayment(charge.Intent!, amount, isDefault: false);
        Send("invoice.updated");
    }

    /// <summary>The customer has paid in cash, or by a transfer that Stripe knows nothing of.</summary>
    public void PayOutside()
    {
        _paidOutside = Due - Paid;
        _stripe.Move(_paidOutside);
        Status = "paid";
        SendPaid();
    }

    /// <summary>A credit note before it is paid: less is due.</summary>
    public void Reduce(long amount)
    {
        Due -= amount;
        Send("invoice.updated");
    }

    public void GiveUp()
    {
        Status = "uncollectible";
        Send("invoice.marked_uncollectible");
    }

    public void Void()
    {
        Status = "void";
        Send("invoice.voided");
    }

    private ChargeState Take(long amount, string intent)
    {
        var charge = NewCharge(amount, intent);
        charge.Capture(amount);
        (_intent, _charge) = (intent, charge.Id);
        _paidInside += amount;
        _stripe.Charges.Add(charge);
        charge.Send("charge.succeeded");
        charge.SendIntent("payment_intent.succeeded", "succeeded");
        return charge;
    }

    private void End(string intent, long amount)
    {
        Status = "paid";
        SendPaid();
        SendPayment(intent, amount, isDefault: true);
    }

    private ChargeState NewCharge(long amount, string? intent) =>
        new(_stripe, Buyer, amount) { Intent = intent, Invoice = Id, Metadata = IntentMetadata };

    private void SendPaid()
    {
        Send("invoice.updated");
        Send("invoice.paid");
        Send("invoice.payment_succeeded");
    }

    private void SendPayment(string intent, long amount, bool isDefault)
    {
        if (!_stripe.Version.HasInvoicePayments)
        {
            return;
        }

        _stripe.Send("invoice_payment.paid", new JsonObject
        {
            ["id"] = _stripe.NewId("inpay"),
            ["object"] = "invoice_payment",
            ["amount_paid"] = amount,
            ["amount_requested"] = amount,
            ["currency"] = _stripe.Currency.Lower,
            ["invoice"] = Id,
            ["is_default"] = isDefault,
            ["payment"] = new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = intent },
            ["status"] = "paid",
        });
    }

    private void Send(string type) => _stripe.Send(type, ToJson());

    private JsonObject ToJson()
    {
        var isNew = _stripe.Version.HasInvoicePayments;
        var json = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "invoice",
            ["amount_due"] = Due,
            ["amount_paid"] = isNew ? Paid : _paidInside,
            ["amount_remaining"] = isNew ? Due - Paid : Due - _paidInside,
            ["attempt_count"] = _attempts,
            ["billing_reason"] = _reason,
            ["collection_method"] = "charge_automatically",
            ["currency"] = _stripe.Currency.Lower,
            ["customer"] = Buyer.Id,
            ["ending_balance"] = -_creditAfter,
            ["lines"] = Lists.Of([.. _lines.Select(line => line.ToJson(_stripe, Subscription))]),
            ["metadata"] = _metadata.DeepClone(),
            ["starting_balance"] = -_creditBefore,
            ["status"] = Status,
            ["subtotal"] = _total + _discount,
            ["total"] = _total,
            ["total_discount_amounts"] = _discount == 0
                ? new JsonArray()
                : new JsonArray(new JsonObject { ["amount"] = _discount, ["discount"] = "di_1" }),
        };
        InvoiceShapes.AddTo(json, this, _stripe.Version, _intent, _charge, _paidOutside);
        return json;
    }
}
