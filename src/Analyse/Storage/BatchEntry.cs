using System.Text.Json;

namespace Analyse.Storage;

/// <summary>One event of a claimed batch.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="CapturedAt">When it was captured.</param>
/// <param name="Json">Its JSON in UTF-8; valid until the claim is completed.</param>
public readonly record struct BatchEntry(Guid Id, DateTimeOffset CapturedAt, ReadOnlyMemory<byte> Json)
{
    /// <summary>How long the event has been queued, as the store saw it pass; see <see cref="SeenTime"/>.</summary>
    /// <value>Zero, also where a store cannot tell: then the event does not expire.</value>
    public TimeSpan Age { get; init; }

    /// <summary>The event's name, read from <see cref="Json"/> each time: only logs and dead letters ask for it.</summary>
    public string Name
    {
        get
        {
            // The name is the first field of every event.
            var reader = new Utf8JsonReader(Json.Span);
            reader.Read();
            reader.Read();
            reader.Read();
            return reader.GetString()!;
        }
    }
}
