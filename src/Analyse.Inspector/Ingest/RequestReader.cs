using System.Text.Json;

namespace Analyse.Inspector.Ingest;

/// <summary>Reads the body of a request: the public key and the events, or the reasons why it cannot be taken.</summary>
internal static class RequestReader
{
    public static IngestRequest Read(IngestForm form, ReadOnlyMemory<byte> body)
    {
        var problems = new Findings();
        using var document = JsonBody.Parse(body, problems);

        if (document is null)
        {
            return new IngestRequest(null, [], problems);
        }

        if (document.RootElement.ValueKind is not JsonValueKind.Object)
        {
            problems.Add("", "The body is not an object. Send {\"publicKey\": …, " + (form is IngestForm.Batch ? "\"events\": […]}." : "\"event\": {…}}."));
            return new IngestRequest(null, [], problems);
        }

        foreach (var name in JsonObjects.Repeated(document.RootElement))
        {
            problems.Add(name, $"The field {name} is there more than once.");
        }

        var key = ReadKey(document.RootElement, problems);
        var events = form is IngestForm.Batch
            ? ReadBatch(document.RootElement, problems)
            : ReadSingle(document.RootElement, problems);
        return new IngestRequest(key, events, problems);
    }

    private static string? ReadKey(JsonElement body, Findings problems)
    {
        if (body.TryGetProperty("publicKey", out var key) && key.ValueKind is JsonValueKind.String
            && key.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        problems.Add("publicKey", "publicKey is missing, blank or not a text. Send the site's public key.");
        return null;
    }

    private static List<ReceivedEvent> ReadBatch(JsonElement body, Findings problems)
    {
        if (!body.TryGetProperty("events", out var events) || events.ValueKind is not JsonValueKind.Array)
        {
            problems.Add("events", "events is missing or not an array. A single event goes to v1/event, as event.");
            return [];
        }

        var received = new List<ReceivedEvent>(events.GetArrayLength());
        foreach (var (index, element) in events.EnumerateArray().Index())
        {
            AddTo(received, element, $"events[{index}]", problems);
        }

        return received;
    }

    private static List<ReceivedEvent> ReadSingle(JsonElement body, Findings problems)
    {
        if (!body.TryGetProperty("event", out var element))
        {
            problems.Add("event", "event is missing. Many events go to v1/batch, as events.");
            return [];
        }

        var received = new List<ReceivedEvent>(1);
        AddTo(received, element, "event", problems);
        return received;
    }

    private static void AddTo(List<ReceivedEvent> received, JsonElement element, string place, Findings problems)
    {
        if (EventReader.Read(element, place, problems) is { } taken)
        {
            received.Add(taken);
        }
    }
}
