namespace Analyse.Stripe.Ledger;

/// <summary>An event that set right what was reported on what was known then.</summary>
/// <param name="Fact">The fact that it corrects.</param>
/// <param name="Key">The event's key.</param>
/// <param name="Revenue">What it adds.</param>
/// <param name="Cause">The id of Stripe's event that made it known.</param>
internal sealed record Correction(string Fact, string Key, long Revenue, string Cause);
