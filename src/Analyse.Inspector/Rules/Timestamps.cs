using System.Globalization;
using System.Text.Json;

namespace Analyse.Inspector.Rules;

/// <summary>The forms in which the contract writes time.</summary>
internal static class Timestamps
{
    public const string Example = "2026-11-23T10:00:00.000Z";

    private const string WireForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string DateForm = "yyyy-MM-dd";

    /// <summary>Whether the value is a date with a time and an offset, in any form of ISO 8601 that .NET reads.</summary>
    public static bool IsInstant(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && value.GetString()!.Contains('T', StringComparison.Ordinal) && value.TryGetDateTimeOffset(out _);

    /// <summary>Whether the value is written exactly as the contract writes an event's timestamp.</summary>
    public static bool IsWireForm(JsonElement value) =>
        value.ValueKind is JsonValueKind.String
        && DateTimeOffset.TryParseExact(value.GetString(), WireForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary>Whether the value is a date, with or without a time.</summary>
    public static bool IsDate(JsonElement value) =>
        IsInstant(value)
        || (value.ValueKind is JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
}
