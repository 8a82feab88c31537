using System.Text.Json.Nodes;
using Storefront.Pricing;

namespace Storefront.SimulatedStripe;

/// <summary>The money of a session that was paid, and what became of it. Each step is taken once, whoever asks for it.</summary>
internal sealed class SimulatedPayment(SimulatedSession session, DateTimeOffset created)
{
    private readonly Lock _lock = new();
    private readonly List<SimulatedRefund> _refunds = [];
    private readonly string _customerId = StripeId.New("cus");
    private SimulatedDispute? _dispute;

    public string IntentId => session.IntentId;

    public string ChargeId { get; } = StripeId.New("ch");

    public string Currency => session.Total.Currency.ToLowerInvariant();

    public SimulatedSession Session => session;

    public DateTimeOffset Created => created;

    /// <summary>What the shop has of it now, without Stripe's fees.</summary>
    public Money Cash => session.Total.InMinorUnits(Left - (_dispute?.Withdrawn ?? 0));

    public Money RefundPart => session.Total.InMinorUnits(Part);

    public bool CanRefund => Part > 0 && _dispute is null or { IsWon: true };

    public bool CanFailRefund => _refunds.Any(static refund => !refund.HasFailed);

    public bool CanDispute => _dispute is null && Left > 0;

    public bool CanLose => _dispute is { IsOpen: true };

    /// <summary>Also after it was lost: then the shop has appealed.</summary>
    public bool CanWin => _dispute is { IsWon: false };

    public bool IsLost => _dispute is { IsOpen: false, IsWon: false };

    private long Left => session.Total.MinorUnits - _refunds.Where(static refund => !refund.HasFailed).Sum(static refund => refund.Amount);

    private long Part => Left / 2;

    /// <summary>The events of the payment itself.</summary>
    public IReadOnlyList<StripeChange> Pay()
    {
        var completed = new StripeChange("checkout.session.completed", session.ToJson());
        return session.IsSubscription
            ? [new("customer.subscription.created", Subscription()), new("invoice.paid", Invoice()), new("invoice_payment.paid", InvoicePayment()), completed]
            : [completed];
    }

    /// <summary>Gives half of what is left back.</summary>
    public IReadOnlyList<StripeChange> Refund(DateTimeOffset now) => Take(CanRefund, () =>
    {
        _refunds.Add(new SimulatedRefund(Part, this, now));
        return _refunds[^1].Create();
    });

    public IReadOnlyList<StripeChange> FailRefund() => Take(CanFailRefund, () => _refunds.Last(static refund => !refund.HasFailed).Fail());

    public IReadOnlyList<StripeChange> Dispute(DateTimeOffset now) => Take(CanDispute, () =>
    {
        _dispute = new SimulatedDispute(Left, this, now);
        return _dispute.Create();
    });

    public IReadOnlyList<StripeChange> Win() => Take(CanWin, () => _dispute!.Win());

    public IReadOnlyList<StripeChange> Lose() => Take(CanLose, () => _dispute!.Lose());

    private IReadOnlyList<StripeChange> Take(bool isPossible, Func<IReadOnlyList<StripeChange>> step)
    {
        lock (_lock)
        {
            return isPossible ? step() : [];
        }
    }

    private JsonObject Subscription() => new()
    {
        ["id"] = session.SubscriptionId,
        ["object"] = "subscription",
        ["cancel_at"] = null,
        ["cancel_at_period_end"] = false,
        ["canceled_at"] = null,
        ["created"] = created.ToUnixTimeSeconds(),
        ["currency"] = Currency,
        ["customer"] = _customerId,
        ["items"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(new JsonObject { ["object"] = "subscription_item", ["price"] = session.PriceToJson(), ["quantity"] = 1 }),
        },
        ["latest_invoice"] = session.InvoiceId,
        ["metadata"] = session.OutcomeMetadata(),
        ["status"] = "active",
        ["trial_end"] = null,
        ["trial_start"] = null,
    };

    // Since 2025 an invoice shows the price's id alone, and names no payment: the invoice payment does.
    private JsonObject Invoice() => new()
    {
        ["id"] = session.InvoiceId,
        ["object"] = "invoice",
        ["amount_due"] = session.Total.MinorUnits,
        ["amount_paid"] = session.Total.MinorUnits,
        ["amount_remaining"] = 0,
        ["attempt_count"] = 1,
        ["billing_reason"] = "subscription_create",
        ["currency"] = Currency,
        ["customer"] = _customerId,
        ["lines"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(new JsonObject
            {
                ["object"] = "line_item",
                ["amount"] = session.Total.MinorUnits,
                ["currency"] = Currency,
                ["pricing"] = new JsonObject
                {
                    ["type"] = "price_details",
                    ["price_details"] = new JsonObject { ["price"] = session.PriceId, ["product"] = session.ProductId },
                },
                ["quantity"] = 1,
            }),
        },
        ["metadata"] = new JsonObject(),
        ["parent"] = new JsonObject
        {
            ["type"] = "subscription_details",
            ["subscription_details"] = new JsonObject { ["metadata"] = session.OutcomeMetadata(), ["subscription"] = session.SubscriptionId },
        },
        ["status"] = "paid",
        ["total"] = session.Total.MinorUnits,
    };

    private JsonObject InvoicePayment() => new()
    {
        ["id"] = StripeId.New("inpay"),
        ["object"] = "invoice_payment",
        ["amount_paid"] = session.Total.MinorUnits,
        ["amount_requested"] = session.Total.MinorUnits,
        ["currency"] = Currency,
        ["invoice"] = session.InvoiceId,
        ["is_default"] = true,
        ["payment"] = new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = IntentId },
        ["status"] = "paid",
    };
}
