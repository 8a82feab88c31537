namespace Analyse.Events;

/// <summary>The words of the wire contract for an interval.</summary>
internal static class BillingIntervals
{
    /// <returns>The word; <see langword="null"/>: there is no interval, or none that is known.</returns>
    public static string? Of(Billing billing) => billing switch
    {
        Billing.Monthly => "month",
        Billing.Yearly => "year",
        Billing.Weekly => "week",
        _ => null,
    };
}
