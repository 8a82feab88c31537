namespace Analyse.Events;

/// <summary>The fields of an event on the wire.</summary>
internal static class WireNames
{
    public static readonly WireName EventName = new("event_name");
    public static readonly WireName AnonymousId = new("anonymous_id");
    public static readonly WireName PersonId = new("person_id");
    public static readonly WireName SessionId = new("session_id");
    public static readonly WireName Timestamp = new("timestamp");
    public static readonly WireName Url = new("url");
    public static readonly WireName Path = new("path");
    public static readonly WireName Hostname = new("hostname");
    public static readonly WireName Referrer = new("referrer");
    public static readonly WireName ReferrerDomain = new("referrer_domain");
    public static readonly WireName UtmSource = new("utm_source");
    public static readonly WireName UtmMedium = new("utm_medium");
    public static readonly WireName UtmCampaign = new("utm_campaign");
    public static readonly WireName UtmTerm = new("utm_term");
    public static readonly WireName UtmContent = new("utm_content");
    public static readonly WireName Properties = new("properties");
}
