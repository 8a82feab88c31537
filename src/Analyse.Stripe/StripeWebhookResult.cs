using Microsoft.AspNetCore.Http;

namespace Analyse.Stripe;

/// <summary>What became of a webhook, and what Stripe is to be answered.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Results">What became of each event that was made of it.</param>
public sealed record StripeWebhookResult(StripeWebhookOutcome Outcome, IReadOnlyList<CaptureResult> Results)
{
    /// <summary>The HTTP status to answer with: 200, 400, 413 or 503. Stripe sends an event again, for up to three days, until it gets a 2xx.</summary>
    public int StatusCode => Outcome switch
    {
        StripeWebhookOutcome.Captured or StripeWebhookOutcome.Ignored => StatusCodes.Status200OK,
        StripeWebhookOutcome.TooLarge => StatusCodes.Status413PayloadTooLarge,
        StripeWebhookOutcome.NotSafe => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    internal static StripeWebhookResult Of(StripeWebhookOutcome outcome) => new(outcome, []);
}
