namespace Analyse;

/// <summary>
/// How something is paid: once, or as a subscription with its interval. Payment type and interval of the wire contract
/// belong together, so they are one value here and a wrong pair cannot be written.
/// </summary>
public enum Billing
{
    /// <summary>Paid once: <c>payment_type</c> is <c>one_time</c>, and there is no interval.</summary>
    OneTime = 0,

    /// <summary>A subscription paid each month.</summary>
    Monthly = 1,

    /// <summary>A subscription paid each year.</summary>
    Yearly = 2,

    /// <summary>A subscription paid each week.</summary>
    Weekly = 3,

    /// <summary>A subscription whose interval is not known, or is none of the others; no interval is sent.</summary>
    Recurring = 4,
}
