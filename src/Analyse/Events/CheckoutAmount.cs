namespace Analyse.Events;

/// <summary>The rule for the money of a checkout, whether it is a typed event or a custom one of the same name.</summary>
internal static class CheckoutAmount
{
    public static string? ProblemOf(AnalyseEvent analyseEvent, in Amount amount) =>
        amount.MinorUnits < 0 && IsCheckout(analyseEvent.Name) ? Negative(amount.ToString()) : null;

    public static string? ProblemOf(AnalyseEvent analyseEvent, EventProperties? properties) =>
        analyseEvent.Kind is EventKind.Money
        && properties is { Count: > 0 }
        && IsCheckout(analyseEvent.Name)
        && properties.TryGetValue(PropertyNames.Amount.Text, out var amount)
        && amount is { IsNegative: true } number
            ? Negative(number.ToString())
            : null;

    private static bool IsCheckout(string name) =>
        name is EventNames.CheckoutStarted or EventNames.CheckoutCancelled or EventNames.CheckoutFinished;

    private static string Negative(string amount) =>
        $"The amount {amount} of a checkout is negative, which would lower the revenue. Capture what was paid as zero or more, and a refund as an event of your own, such as \"refund\".";
}
