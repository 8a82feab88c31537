namespace Analyse.Inspector.Ingest;

/// <summary>The fields of an event on the wire.</summary>
internal static class EventFields
{
    public const string Name = "event_name";
    public const string AnonymousId = "anonymous_id";
    public const string PersonId = "person_id";
    public const string Timestamp = "timestamp";
    public const string ReferrerDomain = "referrer_domain";
    public const string Properties = "properties";

    /// <summary>The fields whose value is a text and which are left out without one.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        AnonymousId, PersonId, "session_id", "url", "path", "hostname", "referrer", ReferrerDomain,
        "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
    ];

    public static bool IsKnown(string field) =>
        field is Name or Timestamp or Properties || Texts.Contains(field, StringComparer.Ordinal);
}
