using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// An event that is accepted but not committed: what is known of it (when it was queued as a timestamp: the wall clock may be
/// set), where its bytes are, and who waits for the commit.
/// </summary>
internal readonly record struct PendingEvent(
    Guid Id,
    string Name,
    DateTimeOffset CapturedAt,
    long QueuedAt,
    bool HasKey,
    PendingPage Page,
    int Offset,
    int Length,
    TaskCompletionSource<CaptureResult>? Awaited)
{
    public ReadOnlyMemory<byte> Json => Page.Read(Offset, Length);

    public BatchEntry ToEntry(TimeSpan age) => new(Id, CapturedAt, Json) { Age = age };

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
