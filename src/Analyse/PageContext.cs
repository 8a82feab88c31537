namespace Analyse;

/// <summary>The page an event belongs to, and where its visitor came from. What is not known stays <see langword="null"/> and is not sent.</summary>
public sealed record PageContext
{
    /// <summary>The page's address.</summary>
    public string? Url { get; init; }

    /// <summary>The path of the address, such as <c>/pricing</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The host name of the address, without port.</summary>
    public string? Hostname { get; init; }

    /// <summary>The address of the page that led here.</summary>
    public string? Referrer { get; init; }

    /// <summary>The host name of <see cref="Referrer"/>.</summary>
    /// <value><see langword="null"/>: taken from <see cref="Referrer"/> by the rules of the WHATWG URL standard.</value>
    public string? ReferrerDomain { get; init; }

    /// <summary>The campaign's source, <c>utm_source</c>.</summary>
    public string? UtmSource { get; init; }

    /// <summary>The campaign's medium, <c>utm_medium</c>.</summary>
    public string? UtmMedium { get; init; }

    /// <summary>The campaign's name, <c>utm_campaign</c>.</summary>
    public string? UtmCampaign { get; init; }

    /// <summary>The campaign's search term, <c>utm_term</c>.</summary>
    public string? UtmTerm { get; init; }

    /// <summary>The campaign's variant, <c>utm_content</c>.</summary>
    public string? UtmContent { get; init; }

    /// <summary>What is sent as <c>referrer_domain</c>, which is always present.</summary>
    internal string SentReferrerDomain => ReferrerDomain ?? Events.ReferrerDomain.Of(Referrer);
}
