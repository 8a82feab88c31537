using System.Diagnostics;

namespace Analyse.EntityFrameworkCore;

/// <summary>An event that the service will never take; kept for 30 days. See <see cref="IAnalyseDeadLetters"/>.</summary>
/// <remarks>Not sealed: EF Core cannot make lazy-loading proxies for a model with a sealed class.</remarks>
[DebuggerDisplay("{Name,nq} {Reason,nq}")]
public class OutboxDeadLetter
{
    /// <summary>The primary key the row had in the outbox.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of an event with an idempotency key.</summary>
    /// <value><see langword="null"/>: the event has no key, and its id is <see cref="Id"/>.</value>
    public Guid? EventId { get; init; }

    /// <summary>The event's name.</summary>
    public required string Name { get; init; }

    /// <summary>Why it was dead-lettered: a status (<c>http_400</c>), <c>too_large</c> or <c>expired</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was captured, in microseconds since 1970 (UTC).</summary>
    public required long CapturedAt { get; init; }

    /// <summary>When it was dead-lettered, in microseconds since 1970 by the clock of the database.</summary>
    public required long DiedAt { get; init; }

    /// <summary>The event's JSON in UTF-8.</summary>
    public required byte[] Json { get; init; }
}
