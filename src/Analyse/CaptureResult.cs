namespace Analyse;

/// <summary>What became of a captured event. Nobody has to look at it: refusals are counted and logged.</summary>
public enum CaptureResult
{
    /// <summary>The event is in the store and will be delivered.</summary>
    Accepted = 0,

    /// <summary>An event of this name and <see cref="AnalyseEvent.IdempotencyKey"/> was taken before; this one is not needed.</summary>
    Duplicate = 1,

    /// <summary>Refused: no person id and no anonymous id is known, or the one given is blank, too long or not valid text.</summary>
    NoIdentity = 2,

    /// <summary>Refused: the event is larger than <see cref="AnalyseOptions.MaxEventBytes"/>. It is never cut.</summary>
    TooLarge = 3,

    /// <summary>Rejected: the store is full, or the process is out of memory. The last fifth of a store takes only money events.</summary>
    Full = 4,

    /// <summary>Refused: an <see cref="IEventEnricher"/> dropped the event.</summary>
    Filtered = 5,

    /// <summary>Refused: <see cref="AnalyseOptions.Enabled"/> is false, or there is no key outside Production.</summary>
    Off = 6,

    /// <summary>Refused: the client was shut down.</summary>
    Closed = 7,

    /// <summary>
    /// Rejected: the event cannot be sent as it is: an <see cref="Amount"/> that is not valid, or negative at a checkout; a
    /// property that could not be converted; or an event that another thread changed meanwhile.
    /// </summary>
    Invalid = 8,
}
