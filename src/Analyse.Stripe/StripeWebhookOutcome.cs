namespace Analyse.Stripe;

/// <summary>What became of a webhook.</summary>
public enum StripeWebhookOutcome
{
    /// <summary>Its events are safe, were taken before, or were refused for good.</summary>
    Captured = 0,

    /// <summary>There was nothing to capture: a type without a meaning here, or an event of the other mode.</summary>
    Ignored = 1,

    /// <summary>The signature is missing, malformed, wrong or too old. Nothing of the body was looked at.</summary>
    NotVerified = 2,

    /// <summary>The body is not JSON, or none of Stripe's events.</summary>
    NotReadable = 3,

    /// <summary>The body is longer than <see cref="AnalyseStripeOptions.MaxBodyBytes"/>.</summary>
    TooLarge = 4,

    /// <summary>It cannot be made safe now, and nothing of it is kept: Stripe must send it again.</summary>
    NotSafe = 5,
}
