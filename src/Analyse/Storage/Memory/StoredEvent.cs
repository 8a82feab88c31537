namespace Analyse.Storage.Memory;

/// <summary>An event in memory: what is known of it, and where its bytes are.</summary>
internal readonly record struct StoredEvent(EventHeader Header, MemoryPage Page, int Offset)
{
    public int Length => Header.Length;

    public BatchEntry ToEntry(TimeSpan age) => new(Header.Id, Header.CapturedAt, Page.Json(this)) { Age = age };
}
