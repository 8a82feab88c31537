namespace Analyse.Events;

/// <summary>The properties of one attribution touch on the wire, with its prefix.</summary>
internal sealed class TouchNames(string prefix)
{
    public static readonly TouchNames First = new("first_");
    public static readonly TouchNames Last = new("last_");

    public WireName ContentId { get; } = new(prefix + "content_id");

    public WireName ContentType { get; } = new(prefix + "content_type");

    public WireName ContentTitle { get; } = new(prefix + "content_title");

    public WireName UtmSource { get; } = new(prefix + "utm_source");

    public WireName UtmMedium { get; } = new(prefix + "utm_medium");

    public WireName UtmCampaign { get; } = new(prefix + "utm_campaign");

    public WireName UtmTerm { get; } = new(prefix + "utm_term");

    public WireName UtmContent { get; } = new(prefix + "utm_content");

    public WireName ReferrerDomain { get; } = new(prefix + "referrer_domain");

    public WireName TouchedAt { get; } = new(prefix + "touched_at");
}
