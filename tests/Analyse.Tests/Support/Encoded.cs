using System.Text;
using Analyse.Events;

namespace Analyse.Tests.Support;

/// <summary>An event as it is on the wire, encoded as the intake does it.</summary>
internal static class Encoded
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public static EventContext By(
        string? personId = "user_1", string? anonymousId = null, string? sessionId = null, PageContext? page = null, Guid id = default) =>
        new(id, personId, anonymousId, sessionId, Moment, page);

    public static EventContext At(DateTimeOffset timestamp) => new(default, "user_1", null, null, timestamp, null);

    /// <summary>The whole event.</summary>
    public static string Event(AnalyseEvent analyseEvent, EventContext? context = null, string? idProperty = null) =>
        TryEvent(analyseEvent, int.MaxValue, context, idProperty)!;

    /// <summary>The whole event, or nothing when it is larger than the limit.</summary>
    public static string? TryEvent(AnalyseEvent analyseEvent, int maxBytes, EventContext? context = null, string? idProperty = null)
    {
        var encoder = EventEncoder.Borrow();
        try
        {
            return encoder.TryEncode(analyseEvent, context ?? By(), idProperty, maxBytes) ? Encoding.UTF8.GetString(encoder.Json) : null;
        }
        finally
        {
            EventEncoder.GiveBack(encoder);
        }
    }

    /// <summary>The event's properties alone.</summary>
    public static string Properties(AnalyseEvent analyseEvent, EventContext? context = null, string? idProperty = null)
    {
        const string Start = "\"properties\":";
        var json = Event(analyseEvent, context, idProperty);
        return json[(json.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..^1];
    }
}
