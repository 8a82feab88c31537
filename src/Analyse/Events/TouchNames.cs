using System.Text.Json;

namespace Analyse.Events;

/// <summary>The properties of one attribution touch on the wire, with its prefix.</summary>
internal sealed class TouchNames(string prefix)
{
    public static readonly TouchNames First = new("first_");
    public static readonly TouchNames Last = new("last_");

    public JsonEncodedText ContentId { get; } = JsonEncodedText.Encode(prefix + "content_id");

    public JsonEncodedText ContentType { get; } = JsonEncodedText.Encode(prefix + "content_type");

    public JsonEncodedText ContentTitle { get; } = JsonEncodedText.Encode(prefix + "content_title");

    public JsonEncodedText UtmSource { get; } = JsonEncodedText.Encode(prefix + "utm_source");

    public JsonEncodedText UtmMedium { get; } = JsonEncodedText.Encode(prefix + "utm_medium");

    public JsonEncodedText UtmCampaign { get; } = JsonEncodedText.Encode(prefix + "utm_campaign");

    public JsonEncodedText UtmTerm { get; } = JsonEncodedText.Encode(prefix + "utm_term");

    public JsonEncodedText UtmContent { get; } = JsonEncodedText.Encode(prefix + "utm_content");

    public JsonEncodedText ReferrerDomain { get; } = JsonEncodedText.Encode(prefix + "referrer_domain");

    public JsonEncodedText TouchedAt { get; } = JsonEncodedText.Encode(prefix + "touched_at");
}
