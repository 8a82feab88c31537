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
}
