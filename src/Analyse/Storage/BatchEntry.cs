namespace Analyse.Storage;

/// <summary>One event of a claimed batch.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Name">The event's name.</param>
/// <param name="CapturedAt">When it was captured.</param>
/// <param name="Json">Its JSON in UTF-8; valid until the claim is completed.</param>
public readonly record struct BatchEntry(Guid Id, string Name, DateTimeOffset CapturedAt, ReadOnlyMemory<byte> Json);
