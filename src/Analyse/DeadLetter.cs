using System.Diagnostics;

namespace Analyse;

/// <summary>An event that the service will never take, as it was dead-lettered.</summary>
[DebuggerDisplay("{EventName,nq} {Reason,nq}")]
public sealed class DeadLetter
{
    /// <summary>The event's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The event's name.</summary>
    public required string EventName { get; init; }

    /// <summary>Why it was dead-lettered: a status (<c>http_400</c>), <c>too_large</c> or <c>expired</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was captured.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>When it was dead-lettered. It is deleted 30 days later.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>The event's JSON in UTF-8. It may hold personal data: mind where you write it.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The event's name and the reason, and nothing of what it holds.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => $"{EventName} {Id}: {Reason}";
}
