namespace Analyse;

/// <summary>Why a trial ended.</summary>
public enum TrialEndedReason
{
    /// <summary>Its time was over: <c>expired</c>.</summary>
    Expired = 0,

    /// <summary>The person became a paying customer: <c>converted</c>.</summary>
    Converted = 1,

    /// <summary>The person ended it: <c>cancelled</c>.</summary>
    Cancelled = 2,
}
