namespace Analyse.Storage.Memory;

/// <summary>An event in memory: what is known of it, and where its bytes are.</summary>
internal readonly struct StoredEvent(in EventHeader header, MemoryPage page, int offset)
{
    public readonly EventHeader Header = header;
    public readonly MemoryPage Page = page;
    public readonly int Offset = offset;

    public BatchEntry ToEntry(TimeSpan age) => new(Header.Id, Header.CapturedAt, Page.Json(this)) { Age = age };
}
