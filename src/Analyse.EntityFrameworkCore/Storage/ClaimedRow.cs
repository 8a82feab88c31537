using System.Data.Common;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>A row as the claim returns it.</summary>
internal sealed record ClaimedRow(Guid Id, Guid? EventId, string Name, long CapturedAt, byte[] Json)
{
    public static ClaimedRow Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.IsDBNull(1) ? null : reader.GetGuid(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetFieldValue<byte[]>(4));
}
