using System.Diagnostics;

namespace Analyse.EntityFrameworkCore;

/// <summary>An event in the outbox: a row that is written with the business change and deleted once the event is delivered.</summary>
/// <remarks>Not sealed: EF Core cannot make lazy-loading proxies for a model with a sealed class.</remarks>
[DebuggerDisplay("{Name,nq} {Id}")]
public class OutboxEvent
{
    /// <summary>The primary key, a UUID of version 7: the event's id, unless the event has an idempotency key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of an event with an idempotency key, which is delivered once however many rows carry it.</summary>
    /// <value><see langword="null"/>: the event has no key.</value>
    public Guid? EventId { get; init; }

    /// <summary>The event's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was captured, in microseconds since 1970 (UTC).</summary>
    public required long CapturedAt { get; init; }

    /// <summary>The event's JSON in UTF-8, as it is sent.</summary>
    public required byte[] Json { get; init; }

    /// <summary>The claim that holds the row.</summary>
    /// <value><see langword="null"/>: none does.</value>
    public Guid? LeaseId { get; init; }

    /// <summary>When that claim ends, in microseconds since 1970 by the clock of the database.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>How often the row was claimed.</summary>
    public int Attempts { get; init; }
}
