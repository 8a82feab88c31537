namespace Analyse.Stripe.Mapping;

/// <summary>An event that will be made, once it is known what was sold: that may have to be asked for.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Key">Its key; <see langword="null"/>: the id of Stripe's event.</param>
/// <param name="Make">Makes it.</param>
internal sealed record EventDraft(string Name, string? Key, Func<Offer, AnalyseEvent> Make)
{
    /// <summary>The fact of a payment that it reports, so that it carries revenue.</summary>
    public string? Fact { get; init; }

    /// <summary>When it happened, where that is not when Stripe's event was created.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether it is only worth reporting when it is known who it was: another event tells of the same, and may know.</summary>
    public bool NeedsPerson { get; init; }
}
