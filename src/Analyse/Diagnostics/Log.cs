using Microsoft.Extensions.Logging;

namespace Analyse.Diagnostics;

/// <summary>Every message of this package. Ids are never used twice. No key, no property and no body is ever logged.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Analyse sends events to {Destination} with the key {Key} from {KeyOrigin}; environment {Environment}, store {Store}.", EventName = "Started")]
    public static partial void Started(this ILogger logger, string destination, string key, string keyOrigin, string environment, string store);

    [LoggerMessage(2, LogLevel.Information, "Analyse is switched off by the setting Enabled: events are neither captured nor sent.", EventName = "SwitchedOff")]
    public static partial void SwitchedOff(this ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "Analyse has no key, so events are neither captured nor sent. Set Analyse:PublicKey or ANALYSE_KEY, or, in a web application in Development, map the inspector (MapAnalyseInspector). In Production this is an error at start.", EventName = "NoKey")]
    public static partial void NoKey(this ILogger logger);

    [LoggerMessage(4, LogLevel.Error, "Changed settings of Analyse are not valid, so the last good ones stay in force: {Problem}", EventName = "ReloadRefused")]
    public static partial void ReloadRefused(this ILogger logger, string problem);

    [LoggerMessage(5, LogLevel.Information, "Analyse now sends events to {Destination} with the key {Key} from {KeyOrigin}.", EventName = "SettingsChanged")]
    public static partial void SettingsChanged(this ILogger logger, string destination, string key, string keyOrigin);

    [LoggerMessage(6, LogLevel.Information, "Analyse sends events to {Destination}, which needs no key; environment {Environment}, store {Store}.", EventName = "StartedWithoutKey")]
    public static partial void StartedWithoutKey(this ILogger logger, string destination, string environment, string store);

    [LoggerMessage(7, LogLevel.Information, "Analyse now sends events to {Destination}, which needs no key.", EventName = "SettingsChangedWithoutKey")]
    public static partial void SettingsChangedWithoutKey(this ILogger logger, string destination);

    [LoggerMessage(10, LogLevel.Debug, "Event {EventName} {EventId}: accepted.", EventName = "EventAccepted")]
    public static partial void EventAccepted(this ILogger logger, string eventName, Guid eventId);

    [LoggerMessage(11, LogLevel.Debug, "Event {EventName} {EventId}: a duplicate, not needed.", EventName = "EventDuplicate")]
    public static partial void EventDuplicate(this ILogger logger, string eventName, Guid eventId);

    [LoggerMessage(12, LogLevel.Debug, "Event {EventName}: refused, {Reason}.", EventName = "EventRefused")]
    public static partial void EventRefused(this ILogger logger, string eventName, CaptureResult reason);

    [LoggerMessage(13, LogLevel.Debug, "Event {EventName} {EventId}: delivered.", EventName = "EventDelivered")]
    public static partial void EventDelivered(this ILogger logger, string eventName, Guid eventId);

    [LoggerMessage(14, LogLevel.Debug, "Event {EventName} {EventId}: not taken yet, kept.", EventName = "EventKept")]
    public static partial void EventKept(this ILogger logger, string eventName, Guid eventId);

    [LoggerMessage(15, LogLevel.Error, "Event {EventName} {EventId}: dead-lettered, the service will never take it ({Reason}).", EventName = "EventDead")]
    public static partial void EventDead(this ILogger logger, string eventName, Guid eventId, string reason);

    [LoggerMessage(20, LogLevel.Error, "The event {EventName} was rejected ({Reason}): {Problem} This is logged once for each event name.", EventName = "StandardEventRefused")]
    public static partial void StandardEventRefused(this ILogger logger, string eventName, CaptureResult reason, string problem);

    [LoggerMessage(21, LogLevel.Warning, "The event {EventName} was rejected ({Reason}): {Problem} This is logged once for each event name.", EventName = "CustomEventRefused")]
    public static partial void CustomEventRefused(this ILogger logger, string eventName, CaptureResult reason, string problem);

    [LoggerMessage(22, LogLevel.Warning, "The store is full, so new events are refused, {Refused} so far; its last fifth takes only money events. The service does not take events as fast as they come, or not at all.", EventName = "StoreFull")]
    public static partial void StoreFull(this ILogger logger, long refused);

    [LoggerMessage(23, LogLevel.Error, "The enricher {Enricher} threw {Exception}; the event {EventName} goes on as it is. This is logged once for each enricher.", EventName = "EnricherFailed")]
    public static partial void EnricherFailed(this ILogger logger, string enricher, string exception, string eventName);

    [LoggerMessage(24, LogLevel.Error, "The observer {Observer} threw {Exception} at the event {EventName}, which is not affected.", EventName = "ObserverFailed")]
    public static partial void ObserverFailed(this ILogger logger, string observer, string exception, string eventName);

    [LoggerMessage(25, LogLevel.Error, "The event {EventName}, which moves money, was rejected ({Reason}): {Problem} {LeftOut} more events of this name were rejected since the last message, which comes at most once a minute.", EventName = "MoneyEventRejected")]
    public static partial void MoneyEventRejected(this ILogger logger, string eventName, CaptureResult reason, string problem, long leftOut);

    [LoggerMessage(26, LogLevel.Error, "The event {EventName}, which moves money, was rejected {LeftOut} more times since the last message about it.", EventName = "MoneyEventsLeftOut")]
    public static partial void MoneyEventsLeftOut(this ILogger logger, string eventName, long leftOut);

    [LoggerMessage(30, LogLevel.Warning, "Events cannot be delivered now ({Answer}). They are kept and tried again.", EventName = "DeliveryFailed")]
    public static partial void DeliveryFailed(this ILogger logger, string answer);

    [LoggerMessage(31, LogLevel.Information, "Events are delivered again.", EventName = "DeliveryRecovered")]
    public static partial void DeliveryRecovered(this ILogger logger);

    [LoggerMessage(32, LogLevel.Error, "The service refused the key ({Answer}): check PublicKey. Events are kept; they go out as soon as the key is right.", EventName = "KeyRefused")]
    public static partial void KeyRefused(this ILogger logger, string answer);

    [LoggerMessage(33, LogLevel.Error, "What answers at the configured host is not the service ({Answer}): check Host and proxies. Events are kept; they go out as soon as it is right.", EventName = "Misrouted")]
    public static partial void Misrouted(this ILogger logger, string answer);

    [LoggerMessage(35, LogLevel.Error, "The service rejects every event ({Answer}), so the events are not to blame: check that this version of Analyse fits the service, and what proxies do to requests. Events are kept, and other ones are tried now and then.", EventName = "EverythingRejected")]
    public static partial void EverythingRejected(this ILogger logger, string answer);

    [LoggerMessage(34, LogLevel.Error, "The delivery of events met an error of its own; it goes on in {Pause} s.", EventName = "LoopFaulted")]
    public static partial void LoopFaulted(this ILogger logger, Exception fault, double pause);

    [LoggerMessage(40, LogLevel.Information, "Analyse has stopped: {Delivered} events delivered, {Kept} kept for the next start, {Lost} lost.", EventName = "Stopped")]
    public static partial void Stopped(this ILogger logger, long delivered, long kept, long lost);

    [LoggerMessage(41, LogLevel.Warning, "Analyse has stopped: {Delivered} events delivered, {Kept} kept for the next start, {Lost} lost. {Reason}.", EventName = "StoppedWithLoss")]
    public static partial void StoppedWithLoss(this ILogger logger, long delivered, long kept, long lost, string? reason);
}
