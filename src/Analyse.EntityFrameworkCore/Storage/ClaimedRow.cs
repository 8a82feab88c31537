using System.Data.Common;
using Analyse.EntityFrameworkCore.Sql;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>A row as the claim returns it.</summary>
internal sealed record ClaimedRow(Guid Id, Guid? EventId, string Name, long CapturedAt, byte[] Json)
{
    /// <summary>Why the row cannot be read.</summary>
    /// <value><see langword="null"/>: it can.</value>
    public string? Fault { get; private init; }

    /// <summary>Reads a row. One that holds what it never should, such as no JSON, must not stop the others.</summary>
    public static ClaimedRow Read(DbDataReader reader, IdForm ids)
    {
        var id = Guid.Empty;
        try
        {
            id = ids.Read(reader, 0);
            return new ClaimedRow(
                id,
                reader.IsDBNull(1) ? null : ids.Read(reader, 1),
                reader.GetString(2),
                reader.GetInt64(3),
                reader.GetFieldValue<byte[]>(4));
        }
        catch (Exception fault) when (fault is InvalidCastException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            return new ClaimedRow(id, null, string.Empty, 0, []) { Fault = $"it cannot be read ({fault.GetType().Name})" };
        }
    }
}
