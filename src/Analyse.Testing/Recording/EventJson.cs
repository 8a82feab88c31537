using System.Text.Json;

namespace Analyse.Testing.Recording;

/// <summary>Reads the JSON of a captured event.</summary>
internal static class EventJson
{
    public static readonly JsonElement Empty = Parse("{}"u8);

    /// <summary>The event, or an empty object: what was refused may be unfinished or not written at all.</summary>
    public static JsonElement Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Parse(json);
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }
}
