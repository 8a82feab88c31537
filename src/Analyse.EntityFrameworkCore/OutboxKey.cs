namespace Analyse.EntityFrameworkCore;

/// <summary>Remembers which row an event with an idempotency key was taken from, so that it is taken from no other for 30 days.</summary>
/// <remarks>
/// The two rows with the ids 0 and 1 are the outbox's own clock: it goes on with the clock of the database, never back, and by
/// a day at most where that one was set. Not sealed: EF Core cannot make lazy-loading proxies for a model with a sealed class.
/// </remarks>
public class OutboxKey
{
    /// <summary>The event's id.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The row that has it.</summary>
    public required Guid RowId { get; init; }

    /// <summary>When it was taken, in microseconds since 1970 by the clock of the outbox.</summary>
    public required long TakenAt { get; init; }
}
