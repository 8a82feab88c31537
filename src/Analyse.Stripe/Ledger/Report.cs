namespace Analyse.Stripe.Ledger;

/// <summary>The revenue that one event carried.</summary>
/// <param name="Fact">What it was for: <see cref="Revenue.Payment"/>, or the id of a refund, a charge, a dispute or a credit note.</param>
/// <param name="Event">The event's name and key.</param>
/// <param name="Amount">The revenue.</param>
internal sealed record Report(string Fact, string Event, long Amount)
{
    /// <summary>The plan that the event named.</summary>
    public string? Plan { get; init; }

    public string? BillingInterval { get; init; }

    /// <summary>The id of Stripe's event that made a correction necessary, which makes it again when it is delivered again.</summary>
    public string? Cause { get; init; }
}
