namespace Analyse.Storage.Memory;

/// <summary>An event in memory: what is known of it, and where its bytes are.</summary>
internal readonly record struct StoredEvent(
    Guid Id, string Name, DateTimeOffset CapturedAt, MemoryPage Page, int Offset, int Length)
{
    public BatchEntry ToEntry() => new(Id, Name, CapturedAt, Page.Read(Offset, Length));
}
