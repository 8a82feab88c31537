namespace Analyse.Sqlite.Sql;

/// <summary>A row of the table of events; its bytes are valid until the next row.</summary>
internal readonly ref struct EventRow
{
    public EventRow(in Rows rows)
    {
        Seq = rows.Int64(0);
        Id = rows.Guid(1);
        CapturedAt = rows.Time(3);
        Json = rows.Bytes(4);
        QueuedAge = rows.Span(5);
    }

    public long Seq { get; }

    public Guid Id { get; }

    public DateTimeOffset CapturedAt { get; }

    public ReadOnlySpan<byte> Json { get; }

    /// <summary>The age of the store when the event was queued.</summary>
    public TimeSpan QueuedAge { get; }
}
