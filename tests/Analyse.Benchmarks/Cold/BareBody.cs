using System.Buffers;
using System.Text.Json;

namespace Analyse.Benchmarks.Cold;

/// <summary>The body of one batch, which events are written into as they come. Bodies are used again.</summary>
#pragma warning disable CA1001 // The JSON writer holds nothing but the buffer beside it.
internal sealed class BareBody
#pragma warning restore CA1001
{
    private const int UsualBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new(UsualBytes);
    private readonly Utf8JsonWriter _json;

    public BareBody()
    {
        _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { SkipValidation = true });
        Begin();
    }

    public int Events { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public void Begin()
    {
        Events = 0;
        _bytes.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("publicKey"u8, "pk_test_benchmark");
        _json.WriteStartArray("events"u8);
    }

    public void Add(BareEvent bare)
    {
        _json.WriteStartObject();
        _json.WriteString("event_name"u8, "checkout_finished");
        _json.WriteString("anonymous_id"u8, bare.PersonId);
        _json.WriteString("person_id"u8, bare.PersonId);
        _json.WriteString("timestamp"u8, DateTime.UtcNow);
        _json.WriteString("referrer_domain"u8, "");
        _json.WriteStartObject("properties"u8);
        _json.WriteString("checkout_id"u8, bare.CheckoutId);
        _json.WriteString("payment_type"u8, "subscription");
        _json.WriteString("billing_interval"u8, "month");
        _json.WriteString("plan"u8, bare.Plan);
        _json.WriteNumber("amount"u8, bare.Amount);
        _json.WriteString("currency"u8, bare.Currency);
        _json.WriteEndObject();
        _json.WriteEndObject();
        Events++;
    }

    public void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }
}
