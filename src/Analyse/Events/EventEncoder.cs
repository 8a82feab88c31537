namespace Analyse.Events;

/// <summary>
/// Turns an event into its final UTF-8 JSON, field by field in the order of the wire contract. An encoder is borrowed for
/// one event at a time and keeps its buffer, so that encoding allocates nothing.
/// </summary>
internal sealed class EventEncoder
{
    private const int KeptBytes = 128 * 1024;

    [ThreadStatic]
    private static EventEncoder? _idle;

    private readonly JsonBuffer _json = new();
    private readonly PropertyWriter _properties;

    private EventEncoder() => _properties = new PropertyWriter(_json);

    /// <summary>The event's JSON, until the encoder is given back.</summary>
    public ReadOnlySpan<byte> Json => _json.Written;

    public static EventEncoder Borrow()
    {
        var encoder = _idle ?? new EventEncoder();
        _idle = null;
        return encoder;
    }

    public static void GiveBack(EventEncoder encoder)
    {
        if (encoder._json.Capacity <= KeptBytes)
        {
            _idle = encoder;
        }
    }

    /// <summary>Encodes an event.</summary>
    /// <returns>False when it is larger than the limit.</returns>
    public bool TryEncode(AnalyseEvent analyseEvent, in EventContext context, string? idProperty, int maxBytes)
    {
        var json = _json;
        json.Begin(maxBytes);
        json.Text(WireNames.EventName, analyseEvent.Name);
        json.Text(WireNames.AnonymousId, context.AnonymousId ?? context.PersonId);
        json.Text(WireNames.PersonId, context.PersonId);
        json.Text(WireNames.SessionId, context.SessionId);
        json.Time(WireNames.Timestamp, context.Timestamp);
        if (context.Page is null)
        {
            json.Text(WireNames.ReferrerDomain, "");
        }
        else
        {
            WritePage(context.Page);
        }

        var properties = json.Open(WireNames.Properties);
        _properties.Begin(analyseEvent.Kind);
        _properties.Id(idProperty, context.Id);
        analyseEvent.WritePropertiesTo(_properties);
        json.Close(properties);
        json.Close(0);
        return json.Fits;
    }

    private void WritePage(PageContext page)
    {
        var json = _json;
        json.Text(WireNames.Url, page.Url);
        json.Text(WireNames.Path, page.Path);
        json.Text(WireNames.Hostname, page.Hostname);
        json.Text(WireNames.Referrer, page.Referrer);
        json.Text(WireNames.ReferrerDomain, json.Fits ? page.SentReferrerDomain : "");
        json.Text(WireNames.UtmSource, page.UtmSource);
        json.Text(WireNames.UtmMedium, page.UtmMedium);
        json.Text(WireNames.UtmCampaign, page.UtmCampaign);
        json.Text(WireNames.UtmTerm, page.UtmTerm);
        json.Text(WireNames.UtmContent, page.UtmContent);
    }
}
