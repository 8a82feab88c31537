namespace Analyse.Storage;

/// <summary>An event in its final form. The bytes are only there during the call that gets it: a store copies them.</summary>
public readonly ref struct EncodedEvent
{
    /// <summary>The event's id: a UUID of version 7, or of version 5 when it has an idempotency key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The event's name, for logs and counts.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the event is about money, for which a store keeps its last fifth.</summary>
    public required bool IsMoney { get; init; }

    /// <summary>Whether the id comes from an idempotency key, so that a store takes it once.</summary>
    public required bool HasKey { get; init; }

    /// <summary>When the event was captured; not when it happened.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The event's JSON in UTF-8.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }
}
