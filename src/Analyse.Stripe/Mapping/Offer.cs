namespace Analyse.Stripe.Mapping;

/// <summary>What was sold, as far as it is known: nothing is invented.</summary>
/// <param name="Billing">How it is paid.</param>
internal sealed record Offer(Billing Billing)
{
    public static readonly Offer Unknown = new(Billing.Recurring);

    public string? Plan { get; init; }

    public string? ProductId { get; init; }

    public int? ItemsCount { get; init; }

    /// <summary>The interval at Stripe, where <see cref="Billing"/> has no name for it.</summary>
    public string? OtherInterval { get; init; }

    public long? OtherIntervalCount { get; init; }

    /// <summary>The properties beside the typed members of an event.</summary>
    public EventProperties Properties() => new EventProperties()
        .With("stripe_interval", OtherInterval)
        .With("stripe_interval_count", OtherIntervalCount);
}
