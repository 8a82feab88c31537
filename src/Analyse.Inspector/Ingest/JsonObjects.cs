using System.Text.Json;

namespace Analyse.Inspector.Ingest;

internal static class JsonObjects
{
    /// <summary>The names that stand in the object more than once, each said once.</summary>
    public static IEnumerable<string> Repeated(JsonElement element)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var said = new HashSet<string>(StringComparer.Ordinal);

        foreach (var property in element.EnumerateObject())
        {
            if (!seen.Add(property.Name) && said.Add(property.Name))
            {
                yield return property.Name;
            }
        }
    }

    /// <summary>The text of a field; null when the field is missing, blank or no text.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
        && value.GetString() is { } text
        && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}
