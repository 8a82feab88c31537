namespace Analyse.Stripe;

/// <summary>Whether events of Stripe's live mode, of its test mode, or of both are taken.</summary>
public enum StripeMode
{
    /// <summary>Live events always; test events outside Production.</summary>
    Auto = 0,

    /// <summary>Live events only.</summary>
    Live = 1,

    /// <summary>Test events only.</summary>
    Test = 2,

    /// <summary>Both.</summary>
    Both = 3,
}
