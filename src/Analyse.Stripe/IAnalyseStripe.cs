namespace Analyse.Stripe;

/// <summary>
/// Turns Stripe's webhooks into events. <c>MapAnalyseStripeWebhook</c> is a few lines over it; use it yourself where the
/// application has a webhook of its own. A scoped service.
/// </summary>
public interface IAnalyseStripe
{
    /// <summary>Checks a webhook and captures what it tells. Nothing that Stripe, or anybody else, can send makes it throw.</summary>
    /// <param name="rawBody">The body as it came, byte by byte: read and written again, its signature no longer fits.</param>
    /// <param name="signatureHeader">The header <c>Stripe-Signature</c>; <see langword="null"/> when there was none.</param>
    /// <param name="cancellationToken">Gives up. What was under way may still be captured, and is then known as a duplicate.</param>
    /// <returns>What became of it, and what to answer.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StripeWebhookResult> CaptureAsync(
        ReadOnlyMemory<byte> rawBody, string? signatureHeader, CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks a webhook and hands what it tells to a function of yours, such as <c>outbox.Capture</c>, or
    /// <c>analyseEvent => outbox.Capture(dbContext, analyseEvent)</c>: then the events are safe when your transaction commits.
    /// </summary>
    /// <param name="rawBody">The body as it came, byte by byte.</param>
    /// <param name="signatureHeader">The header <c>Stripe-Signature</c>; <see langword="null"/> when there was none.</param>
    /// <param name="capture">Takes each event; what it throws comes out here. Commit only when the result is <see cref="StripeWebhookOutcome.Captured"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it, and what to answer once the transaction has committed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StripeWebhookResult> CaptureAsync(
        ReadOnlyMemory<byte> rawBody,
        string? signatureHeader,
        Func<AnalyseEvent, CaptureResult> capture,
        CancellationToken cancellationToken = default);

    /// <summary>Captures what a payload tells that somebody else has verified, such as Stripe.net, or a queue behind another endpoint.</summary>
    /// <param name="payload">The JSON of the event.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it, and what to answer.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StripeWebhookResult> CaptureVerifiedAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default);

    /// <summary>Hands what a payload tells, that somebody else has verified, to a function of yours, such as <c>outbox.Capture</c>.</summary>
    /// <param name="payload">The JSON of the event.</param>
    /// <param name="capture">Takes each event; what it throws comes out here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it, and what to answer once the transaction has committed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StripeWebhookResult> CaptureVerifiedAsync(
        ReadOnlyMemory<byte> payload, Func<AnalyseEvent, CaptureResult> capture, CancellationToken cancellationToken = default);

    /// <summary>
    /// Captures what Stripe's list of events tells, oldest first, in the same way as the webhook: for the day when the endpoint
    /// was down for longer than Stripe tries, or is new. What was captured before is a duplicate and counts once. It needs an
    /// <see cref="global::Stripe.IStripeClient"/> whose key may read events.
    /// </summary>
    /// <param name="since">
    /// When to begin: <see cref="StripeCatchUpResult.UpTo"/> of the last catch-up, or when the trouble began.
    /// <see langword="null"/>, or longer ago than that: 30 days, as far back as Stripe's list goes.
    /// </param>
    /// <param name="account">A connected account, <c>acct_…</c>, whose events to read. <see langword="null"/>: those of the key's own account.</param>
    /// <param name="progress">Told after each part, which holds at most 100 events, unless more were made within one second.</param>
    /// <param name="cancellationToken">Gives up. What was reported as progress stays done.</param>
    /// <returns>How far it came. What stops it is in <see cref="StripeCatchUpResult.Problem"/>, not thrown.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="since"/> is in the future.</exception>
    /// <exception cref="InvalidOperationException">No <see cref="global::Stripe.IStripeClient"/> is registered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StripeCatchUpResult> CatchUpAsync(
        DateTimeOffset? since = null,
        string? account = null,
        IProgress<StripeCatchUpResult>? progress = null,
        CancellationToken cancellationToken = default);
}
