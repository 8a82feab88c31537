using System.Text.Json;

namespace Analyse.Events;

/// <summary>The fields of an event on the wire.</summary>
internal static class WireNames
{
    public static readonly JsonEncodedText EventName = JsonEncodedText.Encode("event_name");
    public static readonly JsonEncodedText AnonymousId = JsonEncodedText.Encode("anonymous_id");
    public static readonly JsonEncodedText PersonId = JsonEncodedText.Encode("person_id");
    public static readonly JsonEncodedText SessionId = JsonEncodedText.Encode("session_id");
    public static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    public static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");
    public static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    public static readonly JsonEncodedText Hostname = JsonEncodedText.Encode("hostname");
    public static readonly JsonEncodedText Referrer = JsonEncodedText.Encode("referrer");
    public static readonly JsonEncodedText ReferrerDomain = JsonEncodedText.Encode("referrer_domain");
    public static readonly JsonEncodedText UtmSource = JsonEncodedText.Encode("utm_source");
    public static readonly JsonEncodedText UtmMedium = JsonEncodedText.Encode("utm_medium");
    public static readonly JsonEncodedText UtmCampaign = JsonEncodedText.Encode("utm_campaign");
    public static readonly JsonEncodedText UtmTerm = JsonEncodedText.Encode("utm_term");
    public static readonly JsonEncodedText UtmContent = JsonEncodedText.Encode("utm_content");
    public static readonly JsonEncodedText Properties = JsonEncodedText.Encode("properties");
}
