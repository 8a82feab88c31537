using System.Text.Json.Serialization.Metadata;

namespace Analyse.Stripe.Ledger;

/// <summary>What was told of a subscription. Times are seconds since 1970.</summary>
internal sealed class SubscriptionRecord : ILedgerRecord<SubscriptionRecord>
{
    /// <summary>The plans that it had, each from the time of the event that told of it; sorted by that time.</summary>
    public List<PlanFrom> Plans { get; set; } = [];

    /// <summary>Whether its status was <c>paused</c> when that was last told.</summary>
    public bool IsPaused { get; set; }

    /// <summary>When that ended, for a delivery that comes again.</summary>
    public long UnpausedAt { get; set; }

    /// <summary>The status that was last told.</summary>
    public string? Status { get; set; }

    /// <summary>Whether it was created without its first payment, and is not known to have been paid since.</summary>
    public bool IsNeverPaid { get; set; }

    /// <summary>Whether it is known to have run, on trial or paid.</summary>
    public bool HasRun { get; set; }

    /// <summary>The newest event that the states below were read from.</summary>
    public long ToldAt { get; set; }

    /// <summary>When the trial ends, or ended.</summary>
    public long? TrialEnd { get; set; }

    /// <summary>Whether it is known to have been on trial.</summary>
    public bool HadTrial { get; set; }

    /// <summary>Whether it became active after the trial, about an hour before its first payment is tried.</summary>
    public bool HasLeftTrial { get; set; }

    /// <summary>Whether it had been paid before it went on trial.</summary>
    public bool IsPaidBeforeTrial { get; set; }

    /// <summary>When an invoice of a later period was last paid.</summary>
    public long PaidAt { get; set; }

    /// <summary>The end of the trial that was reported to be over, and what said so.</summary>
    public string? TrialOutcome { get; set; }

    /// <summary>How that trial ended.</summary>
    public TrialEndedReason TrialReason { get; set; }

    /// <summary>Whether an end is set that was reported.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>The newest event that set an end or took it back.</summary>
    public long CancelledAt { get; set; }

    /// <summary>Whether it ended at the moment when it was cancelled: an end that had been set before is the same cancellation.</summary>
    public bool IsEndedAtOnce { get; set; }

    /// <summary>The cancellations that were reported, by their time, and the type of Stripe's event that told of each.</summary>
    public Dictionary<long, string> Cancellations { get; set; } = [];

    public static JsonTypeInfo<SubscriptionRecord> Json => LedgerJson.Default.SubscriptionRecord;
}
