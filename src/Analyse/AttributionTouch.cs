namespace Analyse;

/// <summary>One visit that led to a sign-up, the first or the last. What is not known stays <see langword="null"/> and is not sent.</summary>
public sealed record AttributionTouch
{
    /// <summary>The id of the content that was viewed.</summary>
    public string? ContentId { get; init; }

    /// <summary>The kind of the content that was viewed.</summary>
    public ContentType? ContentType { get; init; }

    /// <summary>The title of the content that was viewed.</summary>
    public string? ContentTitle { get; init; }

    /// <summary>The campaign's source.</summary>
    public string? UtmSource { get; init; }

    /// <summary>The campaign's medium.</summary>
    public string? UtmMedium { get; init; }

    /// <summary>The campaign's name.</summary>
    public string? UtmCampaign { get; init; }

    /// <summary>The campaign's search term.</summary>
    public string? UtmTerm { get; init; }

    /// <summary>The campaign's variant.</summary>
    public string? UtmContent { get; init; }

    /// <summary>The host name of the page that led here.</summary>
    public string? ReferrerDomain { get; init; }

    /// <summary>When the visit was.</summary>
    public DateTimeOffset? TouchedAt { get; init; }
}
