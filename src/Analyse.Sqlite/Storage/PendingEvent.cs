using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>An event that is taken but not committed: what is known of it, where its bytes are, and who waits for the commit.</summary>
internal readonly record struct PendingEvent(
    Guid Id,
    string Name,
    DateTimeOffset CapturedAt,
    bool HasKey,
    PendingPage Page,
    int Offset,
    int Length,
    TaskCompletionSource<CaptureResult>? Awaited)
{
    public ReadOnlyMemory<byte> Json => Page.Read(Offset, Length);

    public BatchEntry ToEntry() => new(Id, CapturedAt, Json);

    public DeadLetter ToDeadLetter(DateTimeOffset now, string reason) => new()
    {
        Id = Id,
        EventName = Name,
        CapturedAt = CapturedAt,
        Json = Json.ToArray(),
        DiedAt = now,
        Reason = reason,
    };
}
