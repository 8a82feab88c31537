using System.Text.Json;

namespace Analyse.Events;

internal static class WriterRoom
{
    /// <summary>Whether the writer stays within the limit of bytes with so many more.</summary>
    public static bool HasRoom(this Utf8JsonWriter writer, long limit, int more = 0) =>
        writer.BytesCommitted + writer.BytesPending + more <= limit;
}
