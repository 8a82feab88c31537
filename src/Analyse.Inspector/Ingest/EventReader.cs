using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyse.Inspector.Rules;

namespace Analyse.Inspector.Ingest;

/// <summary>
/// Reads one event. What the service could not make sense of is a problem and refuses the request;
/// what it could take but should not get is a warning on the event.
/// </summary>
internal static class EventReader
{
    // The JSON is shown to people, never put into HTML as markup: text beyond ASCII stays readable.
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReceivedEvent? Read(JsonElement element, string place, Findings problems)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            problems.Add(place, "An event must be an object.");
            return null;
        }

        var found = new Findings(place + ".");
        CheckShape(element, found);

        if (found.Count > 0)
        {
            problems.AddRange(found);
            return null;
        }

        var name = JsonObjects.Text(element, EventFields.Name)!;
        return new ReceivedEvent(
            name,
            JsonObjects.Text(element, EventFields.PersonId),
            JsonObjects.Text(element, EventFields.AnonymousId),
            Compact(element),
            EventRules.Check(name, element));
    }

    private static void CheckShape(JsonElement element, Findings problems)
    {
        if (JsonObjects.Text(element, EventFields.Name) is null)
        {
            problems.Add(EventFields.Name, "event_name is missing, blank or not a text.");
        }

        foreach (var field in EventFields.Texts)
        {
            if (element.TryGetProperty(field, out var value) && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                problems.Add(field, $"{field} must be a text.");
            }
        }

        if (JsonObjects.Text(element, EventFields.PersonId) is null && JsonObjects.Text(element, EventFields.AnonymousId) is null)
        {
            problems.Add(EventFields.PersonId, "The event belongs to nobody: send a person_id or an anonymous_id that is not blank.");
        }

        if (!element.TryGetProperty(EventFields.Timestamp, out var timestamp) || !Timestamps.IsInstant(timestamp))
        {
            problems.Add(EventFields.Timestamp, $"timestamp is missing or not a moment in ISO 8601. Send UTC with milliseconds, such as {Timestamps.Example}.");
        }

        if (element.TryGetProperty(EventFields.Properties, out var properties)
            && properties.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            problems.Add(EventFields.Properties, "properties must be an object.");
        }
    }

    private static ReadOnlyMemory<byte> Compact(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _readable))
        {
            element.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
