using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>Refunds, credit notes and disputes.</summary>
internal sealed class Reversals(StripeAccount stripe)
{
    /// <summary>Gives back a part of what is left of a charge.</summary>
    public RefundState Refund(ChargeState charge, long amount, string status)
    {
        var before = charge.Refunded;
        charge.Refunded += amount;
        charge.Move(-amount);
        var refund = new RefundState(stripe, charge, amount, status);
        charge.Refunds.Add(refund);
        refund.Send("refund.created");
        charge.Send("charge.refunded", RefundedBefore(before));
        return refund;
    }

    /// <summary>Gives back what a customer has in cash at Stripe, which was never counted.</summary>
    public void RefundCash(Buyer buyer, long amount) =>
        new RefundState(stripe, charge: null, amount, "succeeded") { CashOf = buyer }.SendAs("refund.created");

    public DisputeState Dispute(ChargeState charge, long amount, bool isInquiry)
    {
        var dispute = new DisputeState(stripe, charge, amount);
        charge.Disputes.Add(dispute);
        if (isInquiry)
        {
            dispute.Inquire();
        }
        else
        {
            dispute.Open();
        }

        return dispute;
    }

    /// <summary>A credit note for a paid invoice, whose money goes back through Stripe.</summary>
    public void CreditByRefund(InvoiceState invoice, long amount)
    {
        invoice.Credited += amount;
        var refund = Refund(invoice.Charge!, amount, "succeeded");
        Note(invoice, amount, "post_payment", refund);
    }

    /// <summary>A credit note whose money becomes a credit.</summary>
    public void CreditToBalance(InvoiceState invoice, long amount)
    {
        invoice.Credited += amount;
        invoice.Buyer.Credit += amount;
        Note(invoice, amount, "post_payment", transaction: stripe.NewId("cbtxn"));
    }

    /// <summary>A credit note whose money goes back outside of Stripe.</summary>
    public void CreditOutside(InvoiceState invoice, long amount)
    {
        invoice.Credited += amount;
        stripe.Move(-amount);
        Note(invoice, amount, "post_payment", outOfBand: amount);
    }

    /// <summary>A credit note for an open invoice: less is due.</summary>
    public void CreditBeforePayment(InvoiceState invoice, long amount)
    {
        invoice.Reduce(amount);
        Note(invoice, amount, "pre_payment");
    }

    public static JsonObject RefundedBefore(long amount) => new() { ["amount_refunded"] = amount, ["refunded"] = false };

    private void Note(InvoiceState invoice, long amount, string type, RefundState? refund = null, string? transaction = null, long outOfBand = 0)
    {
        var note = new JsonObject
        {
            ["id"] = stripe.NewId("cn"),
            ["object"] = "credit_note",
            ["amount"] = amount,
            ["currency"] = stripe.Currency.Lower,
            ["customer"] = invoice.Buyer.Id,
            ["customer_balance_transaction"] = transaction,
            ["invoice"] = invoice.Id,
            ["metadata"] = new JsonObject(),
            ["out_of_band_amount"] = outOfBand == 0 ? null : outOfBand,
            ["status"] = "issued",
            ["total"] = amount,
            ["type"] = type,
        };
        if (stripe.Version.HasInvoicePayments)
        {
            note["refunds"] = refund is null ? [] : new JsonArray(new JsonObject { ["amount_refunded"] = amount, ["refund"] = refund.Id });
        }
        else
        {
            note["refund"] = refund?.Id;
        }

        stripe.Send("credit_note.created", note);
    }
}
