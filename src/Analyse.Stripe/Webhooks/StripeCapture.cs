using Analyse.Receipts;
using Analyse.Stripe.CatchUp;
using Analyse.Stripe.Diagnostics;
using Analyse.Stripe.Mapping;
using Analyse.Stripe.Payload;
using Microsoft.Extensions.Logging;

namespace Analyse.Stripe.Webhooks;

/// <summary>The way of a webhook: verified, read, mapped, made safe. What went wrong becomes an answer to Stripe, not an exception.</summary>
internal sealed class StripeCapture(
    SignatureCheck signature,
    ModeFilter mode,
    EventMapping mapping,
    ISafeCapture safe,
    CatchUpStart catchUp,
    AnalyseStripeOptions options,
    StripeReport report,
    ILogger logger) : IAnalyseStripe
{
    public async Task<StripeWebhookResult> CaptureAsync(
        ReadOnlyMemory<byte> rawBody, string? signatureHeader, CancellationToken cancellationToken = default) =>
        Refusal(rawBody, signatureHeader) ?? await CaptureVerifiedAsync(rawBody, cancellationToken).ConfigureAwait(false);

    public async Task<StripeWebhookResult> CaptureAsync(
        ReadOnlyMemory<byte> rawBody,
        string? signatureHeader,
        Func<AnalyseEvent, CaptureResult> capture,
        CancellationToken cancellationToken = default) =>
        Refusal(rawBody, signatureHeader) ?? await CaptureVerifiedAsync(rawBody, capture, cancellationToken).ConfigureAwait(false);

    public async Task<StripeWebhookResult> CaptureVerifiedAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        if (Read(payload, out var stripeEvent) is { } refusal)
        {
            return refusal;
        }

        try
        {
            var mapped = await MapAsync(stripeEvent!, cancellationToken).ConfigureAwait(false);
            return mapped.Events.Count == 0
                ? Ended(StripeWebhookOutcome.Ignored)
                : Taken(stripeEvent!, await safe.CaptureAsync(mapped.Events, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return NotSafe(stripeEvent!, fault);
        }
    }

    public async Task<StripeWebhookResult> CaptureVerifiedAsync(
        ReadOnlyMemory<byte> payload, Func<AnalyseEvent, CaptureResult> capture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(capture);
        if (Read(payload, out var stripeEvent) is { } refusal)
        {
            return refusal;
        }

        MappedEvents mapped;
        try
        {
            mapped = await MapAsync(stripeEvent!, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return NotSafe(stripeEvent!, fault);
        }

        return mapped.Events.Count == 0
            ? Ended(StripeWebhookOutcome.Ignored)
            : Taken(stripeEvent!, [.. mapped.Events.Select(capture)]);
    }

    public Task<StripeCatchUpResult> CatchUpAsync(
        DateTimeOffset? since = null,
        string? account = null,
        IProgress<StripeCatchUpResult>? progress = null,
        CancellationToken cancellationToken = default) => catchUp.RunAsync(since, account, progress, cancellationToken);

    private static bool IsBetterLater(CaptureResult result) => result is CaptureResult.Full or CaptureResult.Closed;

    private StripeWebhookResult? Refusal(ReadOnlyMemory<byte> rawBody, string? signatureHeader)
    {
        if (rawBody.Length > options.MaxBodyBytes)
        {
            return report.TooLarge(options.MaxBodyBytes);
        }

        return signature.ProblemOf(rawBody, signatureHeader) is { } problem ? report.NotVerified(problem) : null;
    }

    private StripeWebhookResult? Read(ReadOnlyMemory<byte> payload, out StripeEvent? stripeEvent)
    {
        stripeEvent = StripeEventReader.Read(payload);
        if (stripeEvent is null)
        {
            logger.NotReadable();
            return Ended(StripeWebhookOutcome.NotReadable);
        }

        return mode.Takes(stripeEvent) ? null : report.OtherMode(mode.EnvironmentName, stripeEvent.IsLive);
    }

    private async ValueTask<MappedEvents> MapAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var mapped = await mapping.MapAsync(stripeEvent, cancellationToken).ConfigureAwait(false);
        logger.Mapped(stripeEvent.Type, stripeEvent.Id, mapped.Events.Count);
        if (mapped.IsNobody)
        {
            logger.Nobody(stripeEvent.Type, stripeEvent.Id);
        }

        return mapped;
    }

    private StripeWebhookResult Taken(StripeEvent stripeEvent, IReadOnlyList<CaptureResult> results)
    {
        if (results.Any(IsBetterLater))
        {
            logger.NotSafe(stripeEvent.Type, stripeEvent.Id, $"the store answered {results.First(IsBetterLater)}");
            return Ended(StripeWebhookOutcome.NotSafe, results);
        }

        return Ended(StripeWebhookOutcome.Captured, results);
    }

    private StripeWebhookResult NotSafe(StripeEvent stripeEvent, Exception fault)
    {
        // Only the library's own exceptions are known to hold nothing personal.
        logger.NotSafe(stripeEvent.Type, stripeEvent.Id, fault is AnalyseDeliveryException or TimeoutException ? fault.Message : fault.GetType().Name);
        return Ended(StripeWebhookOutcome.NotSafe);
    }

    private StripeWebhookResult Ended(StripeWebhookOutcome outcome, IReadOnlyList<CaptureResult>? results = null) =>
        report.Count(new StripeWebhookResult(outcome, results ?? []));
}
