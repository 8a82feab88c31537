namespace Analyse.Stripe;

/// <summary>How far a catch-up has come, and what it captured.</summary>
/// <param name="UpTo">
/// Every event that Stripe made before this time, in whole seconds, has been handled. Give it to the next
/// <see cref="IAnalyseStripe.CatchUpAsync"/> to go on from there.
/// </param>
public sealed record StripeCatchUpResult(DateTimeOffset UpTo)
{
    /// <summary>How many of Stripe's events were read, those without a meaning here included.</summary>
    public int StripeEvents { get; init; }

    /// <summary>How many events were captured that had not been before.</summary>
    public int Captured { get; init; }

    /// <summary>How many events had been captured before, by the webhook or by an earlier catch-up.</summary>
    public int Duplicates { get; init; }

    /// <summary>How many events were rejected for good. The log says why.</summary>
    public int Rejected { get; init; }

    /// <summary>What stopped the catch-up before its end, and what to do; it holds nothing secret or personal.</summary>
    /// <value><see langword="null"/>: nothing did.</value>
    public string? Problem { get; init; }

    internal StripeCatchUpResult With(StripeWebhookResult captured) => this with
    {
        StripeEvents = StripeEvents + 1,
        Captured = Captured + captured.Results.Count(static result => result is CaptureResult.Accepted),
        Duplicates = Duplicates + captured.Results.Count(static result => result is CaptureResult.Duplicate),
        Rejected = Rejected + captured.Results.Count(static result => result is not (CaptureResult.Accepted or CaptureResult.Duplicate)),
    };
}
