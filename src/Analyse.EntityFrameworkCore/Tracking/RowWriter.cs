using System.Text;
using Analyse.Storage;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>The sink of one capture: adds the event to a context as a row, which is saved with everything else.</summary>
internal sealed class RowWriter(DbContext dbContext, UncommittedRows uncommitted) : IEventWriter
{
    public CaptureResult Append(in EncodedEvent encoded)
    {
        var rows = uncommitted.Of(dbContext);
        // A row of an event with a key gets an id of its own: a unique index must not fail the business transaction.
        dbContext.Add(new OutboxEvent
        {
            Id = encoded.HasKey ? Guid.CreateVersion7(encoded.CapturedAt) : encoded.Id,
            EventId = encoded.HasKey ? encoded.Id : null,
            Name = Storable(encoded.Name),
            CapturedAt = UnixTime.Of(encoded.CapturedAt),
            Json = encoded.Json.ToArray(),
        });
        rows.Added++;
        return CaptureResult.Accepted;
    }

    public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken) => new(Append(encoded));

    public void Close()
    {
        // A row outlives the client that wrote it: the next one delivers it.
    }

    // Text that PostgreSQL refuses would fail the business transaction; the JSON, which is what is sent, is bytes.
    private static string Storable(string name) =>
        name.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)).Replace('\0', '\uFFFD') : name;
}
