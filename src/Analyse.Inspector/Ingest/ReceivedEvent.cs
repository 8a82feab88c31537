namespace Analyse.Inspector.Ingest;

/// <summary>An event that kept the contract well enough to be taken.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="PersonId">The person id, unless it is missing or blank.</param>
/// <param name="AnonymousId">The anonymous id, unless it is missing or blank.</param>
/// <param name="Json">The whole event as compact JSON on one line, its fields in the order they came in.</param>
/// <param name="Warnings">The rules of the contract that it breaks.</param>
internal sealed record ReceivedEvent(
    string Name,
    string? PersonId,
    string? AnonymousId,
    ReadOnlyMemory<byte> Json,
    IReadOnlyList<Finding> Warnings);
