using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyse.Inspector.Answers;
using Analyse.Inspector.Ingest;
using Analyse.Inspector.Store;

namespace Analyse.Inspector.Serialization;

/// <summary>The JSON that the inspector itself writes.</summary>
internal static class InspectorJson
{
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _readable))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteEvents(this Utf8JsonWriter json, IEnumerable<StoredEvent> events) =>
        json.WriteEach(events, static (json, received) =>
        {
            json.WritePropertyName("event");
            json.WriteRawValue(received.Json.Span, skipInputValidation: true);
        });

    /// <summary>Events for the page, which shows their JSON as it came and so gets it as text.</summary>
    public static void WriteLiveEvents(this Utf8JsonWriter json, IEnumerable<StoredEvent> events) =>
        json.WriteEach(events, static (json, received) => json.WriteString("json", received.Json.Span));

    public static void WriteReply(this Utf8JsonWriter json, IngestReply reply)
    {
        json.WriteStartObject();
        if (reply.IsAccepted)
        {
            json.WriteNumber("accepted", reply.Events);
            json.WriteNumber("warnings", reply.Warnings);
        }
        else
        {
            json.WriteString("error", reply.Error);
            json.WriteFindings("problems", reply.Problems);
        }

        json.WriteEndObject();
    }

    public static void WriteAnswer(this Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("status", answer.Status);
        json.WriteNumberOrNull("retryAfterSeconds", answer.RetryAfterSeconds);
        json.WriteNumber("delayMilliseconds", answer.DelayMilliseconds);
        json.WriteNumberOrNull("requests", answer.Requests);
        json.WriteEndObject();
    }

    public static void WriteState(this Utf8JsonWriter json, InspectorInstance inspector)
    {
        var requests = inspector.Requests.Summary;

        json.WriteStartObject();
        json.WriteString("application", inspector.ApplicationName);
        json.WriteNumber("maxEvents", inspector.Options.MaxEvents);
        json.WriteNumber("dropped", inspector.Events.Dropped);
        json.WriteNumber("taken", requests.Taken);
        json.WriteNumber("refused", requests.Refused);
        json.WriteStartArray("refusals");
        foreach (var refusal in requests.LastRefusals)
        {
            json.WriteRefusal(refusal);
        }

        json.WriteEndArray();
        json.WritePropertyName("answer");
        json.WriteAnswer(inspector.Answers.Current);
        json.WriteEndObject();
    }

    public static void WriteFindings(this Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("field", finding.Field);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRefusal(this Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartObject();
        json.WriteString("at", refusal.At);
        json.WriteNumber("status", refusal.Reply.Status);
        json.WriteString("error", refusal.Reply.Error);
        json.WriteEndObject();
    }

    private static void WriteNumberOrNull(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteEach(this Utf8JsonWriter json, IEnumerable<StoredEvent> events, Action<Utf8JsonWriter, ReceivedEvent> writeContent)
    {
        json.WriteStartArray();
        foreach (var stored in events)
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", stored.Sequence);
            json.WriteString("receivedAt", stored.ReceivedAt);
            json.WriteFindings("warnings", stored.Event.Warnings);
            writeContent(json, stored.Event);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
