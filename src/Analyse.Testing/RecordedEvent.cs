using System.Diagnostics;
using System.Text.Json;
using Analyse.Storage;
using Analyse.Testing.Recording;

namespace Analyse.Testing;

/// <summary>An event that was captured, with ids, page and time as they were filled in.</summary>
[DebuggerDisplay("{Name,nq} of {PersonId ?? AnonymousId,nq}: {Result}")]
public sealed class RecordedEvent
{
    internal RecordedEvent(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result)
    {
        Event = analyseEvent;
        Result = result;
        Timestamp = analyseEvent.Timestamp ?? encoded.CapturedAt;
        Json = EventJson.Read(encoded.Json);
    }

    /// <summary>A copy of the event itself, of the type that was captured: <see cref="CheckoutFinished"/> and its like.</summary>
    public AnalyseEvent Event { get; }

    /// <summary>What became of the capture.</summary>
    public CaptureResult Result { get; }

    /// <summary>The event's name.</summary>
    public string Name => Event.Name;

    /// <summary>The person's id.</summary>
    /// <value><see langword="null"/>: it was not known.</value>
    public string? PersonId => Event.PersonId;

    /// <summary>The id of the device or browser.</summary>
    /// <value><see langword="null"/>: it was not known.</value>
    public string? AnonymousId => Event.AnonymousId;

    /// <summary>The id of the browser's session.</summary>
    /// <value><see langword="null"/>: it was not known.</value>
    public string? SessionId => Event.SessionId;

    /// <summary>When it happened.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The page it belongs to.</summary>
    /// <value><see langword="null"/>: none.</value>
    public PageContext? Page => Event.Page;

    /// <summary>The event as it is sent.</summary>
    /// <value>An empty object when the event was refused before it was written.</value>
    public JsonElement Json { get; }

    /// <summary>The properties as they are sent, those of typed members included.</summary>
    /// <value>An empty object when there are none.</value>
    public JsonElement Properties => Json.TryGetProperty("properties", out var properties) ? properties : EventJson.Empty;

    internal bool IsAccepted => Result is CaptureResult.Accepted;
}
