using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analyse.Events;

/// <summary>
/// Turns an event into its final UTF-8 JSON, field by field in the order of the wire contract. An encoder is borrowed for
/// one event at a time and keeps its buffer, so that encoding allocates nothing.
/// </summary>
#pragma warning disable CA1001 // The JSON writer holds nothing but the buffer beside it.
internal sealed class EventEncoder
#pragma warning restore CA1001
{
    private const int KeptBytes = 128 * 1024;

    private static readonly JsonWriterOptions _jsonOptions = new()
    {
        // JSON needs no more than this escaping; what is meant for HTML pages would only make events larger.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static EventEncoder? _idle;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;
    private readonly PropertyWriter _properties;
    private bool _fits;
    private int _maxBytes;

    private EventEncoder()
    {
        _json = new Utf8JsonWriter(_buffer, _jsonOptions);
        _properties = new PropertyWriter(_json);
    }

    /// <summary>The event's JSON, until the encoder is given back.</summary>
    public ReadOnlySpan<byte> Json => _buffer.WrittenSpan;

    public static EventEncoder Borrow()
    {
        var encoder = _idle ?? new EventEncoder();
        _idle = null;
        return encoder;
    }

    public static void GiveBack(EventEncoder? encoder)
    {
        if (encoder is null)
        {
            return;
        }

        encoder._buffer.ResetWrittenCount();
        encoder._json.Reset();
        if (encoder._buffer.Capacity <= KeptBytes)
        {
            _idle = encoder;
        }
    }

    /// <summary>Encodes an event.</summary>
    /// <returns>False when it is larger than the limit.</returns>
    public bool TryEncode(AnalyseEvent analyseEvent, in EventContext context, string? idProperty, int maxBytes)
    {
        _fits = true;
        _maxBytes = maxBytes;
        _properties.Begin(analyseEvent.Kind, maxBytes);
        _json.WriteStartObject();
        Field(WireNames.EventName, analyseEvent.Name);
        Field(WireNames.AnonymousId, context.AnonymousId ?? context.PersonId);
        Field(WireNames.PersonId, context.PersonId);
        Field(WireNames.SessionId, context.SessionId);
        WireTime.WriteTo(_json, WireNames.Timestamp, context.Timestamp);
        WritePage(context.Page);
        _json.WriteStartObject(WireNames.Properties);
        _properties.Id(idProperty, context.Id);
        analyseEvent.WritePropertiesTo(_properties);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        return _fits && _properties.HasRoom && _buffer.WrittenCount <= maxBytes;
    }

    private void WritePage(PageContext? page)
    {
        if (page is null)
        {
            Field(WireNames.ReferrerDomain, "");
            return;
        }

        Field(WireNames.Url, page.Url);
        Field(WireNames.Path, page.Path);
        Field(WireNames.Hostname, page.Hostname);
        Field(WireNames.Referrer, page.Referrer);
        Field(WireNames.ReferrerDomain, _fits ? page.SentReferrerDomain : "");
        Field(WireNames.UtmSource, page.UtmSource);
        Field(WireNames.UtmMedium, page.UtmMedium);
        Field(WireNames.UtmCampaign, page.UtmCampaign);
        Field(WireNames.UtmTerm, page.UtmTerm);
        Field(WireNames.UtmContent, page.UtmContent);
    }

    private void Field(JsonEncodedText name, string? value)
    {
        if (value is not null && (_fits = _fits && _json.HasRoom(_maxBytes, value.Length)))
        {
            _json.WriteString(name, value);
        }
    }
}
