namespace Storefront.SimulatedStripe;

/// <summary>Something that can happen to a payment, as a button.</summary>
public sealed record PaymentStep(string Name, string Label, bool IsPossible);
