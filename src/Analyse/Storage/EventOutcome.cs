namespace Analyse.Storage;

/// <summary>What became of one event of a claimed batch.</summary>
public readonly record struct EventOutcome
{
    private EventOutcome(EventOutcomeKind kind, string? reason)
    {
        Kind = kind;
        Reason = reason;
    }

    /// <summary>Not taken yet: it goes back to the front of the store. The default.</summary>
    public static EventOutcome Again => default;

    /// <summary>The service took it.</summary>
    public static EventOutcome Delivered { get; } = new(EventOutcomeKind.Delivered, null);

    /// <summary>
    /// The service rejected it, and it is not clear yet whether because of the event or because it rejects everything: the store
    /// holds it back and offers others, until <see cref="IEventSource.ReleaseAsync"/>.
    /// </summary>
    public static EventOutcome Held { get; } = new(EventOutcomeKind.Held, null);

    /// <summary>What happened.</summary>
    public EventOutcomeKind Kind { get; }

    /// <summary>Why the event is dead: a status (<c>http_400</c>), <c>too_large</c> or <c>expired</c>.</summary>
    /// <value><see langword="null"/> unless <see cref="Kind"/> is <see cref="EventOutcomeKind.Dead"/>.</value>
    public string? Reason { get; }

    /// <summary>The service will never take it: it becomes a dead letter.</summary>
    /// <param name="reason">Why, in one word.</param>
    /// <returns>The outcome.</returns>
    public static EventOutcome Dead(string reason) => new(EventOutcomeKind.Dead, reason);
}
