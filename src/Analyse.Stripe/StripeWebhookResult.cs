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

    /// <summary>
    /// What is wrong with the webhook and what to do, in a sentence or two that hold nothing secret: answer with it, and Stripe
    /// shows it to the team beside the attempt.
    /// </summary>
    /// <value><see langword="null"/> unless <see cref="Outcome"/> is <see cref="StripeWebhookOutcome.NotVerified"/>.</value>
    public string? Problem { get; init; }

    internal static StripeWebhookResult Of(StripeWebhookOutcome outcome, string? problem = null) => new(outcome, []) { Problem = problem };
}
