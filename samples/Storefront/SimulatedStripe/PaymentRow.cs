namespace Storefront.SimulatedStripe;

/// <summary>A payment as the dashboard shows it.</summary>
public sealed record PaymentRow(string Id, string Name, string Paid, string Cash, IReadOnlyList<PaymentStep> Steps)
{
    internal static PaymentRow Of(SimulatedPayment payment) => new(
        payment.IntentId,
        payment.Session.Name,
        payment.Session.Total.ToString(),
        payment.Cash.ToString(),
        [
            new("refund", $"Refund {payment.RefundPart}", payment.CanRefund),
            new("fail-refund", "Let the refund fail", payment.CanFailRefund),
            new("dispute", "Dispute", payment.CanDispute),
            new("lose", "Lose the dispute", payment.CanLose),
            new("win", payment.IsLost ? "Win the appeal" : "Win the dispute", payment.CanWin),
        ]);
}
