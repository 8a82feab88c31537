using System.Text.Json;
using Analyse.Sqlite.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Analyse.Sqlite.Files;

/// <summary>
/// Copies what can still be read of one file into another: from the first row up to the damage, then what lies behind it.
/// Events that are there already are passed over. The time for which anything is kept begins again.
/// </summary>
internal static class Salvage
{
    private const int IdLength = 16;
    private const int ShortRead = raw.SQLITE_IOERR | (2 << 8);

    /// <summary>The sums that a damaged file shows, as far as they can be read.</summary>
    public static Tally BooksOf(string path) => Reading(() =>
    {
        using var database = OpenDamaged(path);
        return new BooksTable(database, Schema.HasAges(database)).Read();
    });

    /// <summary>Copies from a file that was moved aside.</summary>
    public static void Copy(string from, StoreFile into) => Reading(() =>
    {
        using var database = OpenDamaged(from);
        Copy(new StoreFile(from, database), into);
        return true;
    });

    /// <summary>Copies from a file that is still open, although its path may lead nowhere by now.</summary>
    public static void Copy(StoreFile from, StoreFile into)
    {
        using var transaction = into.BeginWrite();
        var age = into.Age.Read().Passed;
        var copied = CopyEvents(from, into, age);
        copied += Reading(() => CopyDeadLetters(from, into, age));
        Reading(() => CopyKeys(from, into, age));
        Reading(() => CopyLedger(from, into));
        into.Books.Add(copied);
        transaction.Commit();
    }

    private static Database OpenDamaged(string path)
    {
        var database = Database.Open(path);
        // Lets SQLite read a file that is shorter than its header says.
        database.Execute("PRAGMA writable_schema = ON");
        return database;
    }

    private static Tally CopyEvents(StoreFile from, StoreFile into, TimeSpan age)
    {
        var copied = default(Tally);
        var front = 0L;
        var isWhole = Reading(() =>
        {
            using var rows = from.Events.After(0);
            while (rows.Next())
            {
                front = rows.Int64(0);
                copied += CopyEvent(rows, into, age);
            }

            return true;
        });

        foreach (var seq in isWhole ? [] : SeqsBehind(front, from))
        {
            copied += Reading(() =>
            {
                using var rows = from.Events.At(seq);
                return rows.Next() ? CopyEvent(rows, into, age) : default;
            });
        }

        return copied;
    }

    /// <summary>The rows that can be reached from the end, in their order.</summary>
    private static List<long> SeqsBehind(long front, StoreFile from)
    {
        var seqs = new List<long>();
        Reading(() =>
        {
            using var rows = from.Events.Before(long.MaxValue);
            while (rows.Next() && rows.Int64(0) > front)
            {
                seqs.Add(rows.Int64(0));
            }

            return true;
        });
        seqs.Reverse();
        return seqs;
    }

    private static Tally CopyEvent(in Rows rows, StoreFile into, TimeSpan age)
    {
        if (rows.Bytes(1).Length != IdLength || !IsJson(rows.Bytes(4)))
        {
            return default;
        }

        var row = new EventRow(rows);
        return into.Events.TryInsert(row.Id, rows.Text(2), row.CapturedAt, row.Json, age) ? Tally.OfAccepted(row.Json.Length) : default;
    }

    private static Tally CopyDeadLetters(StoreFile from, StoreFile into, TimeSpan age)
    {
        var copied = default(Tally);
        foreach (var letter in from.DeadLetters.List(int.MaxValue))
        {
            if (into.DeadLetters.TryInsert(letter, age))
            {
                copied += Tally.OfAccepted(letter.Json.Length) + Tally.OfDead(letter.Json.Length);
            }
        }

        return copied;
    }

    private static bool CopyKeys(StoreFile from, StoreFile into, TimeSpan age)
    {
        using var rows = from.Keys.All();
        while (rows.Next())
        {
            into.Keys.TryTake(rows.Guid(0), age, forgotten: TimeSpan.Zero);
        }

        return true;
    }

    private static bool CopyLedger(StoreFile from, StoreFile into)
    {
        foreach (var entry in from.Ledger.All())
        {
            into.Ledger.TryInsert(entry);
        }

        return true;
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads up to the damage.</summary>
    /// <returns>What was read, or the default when there was damage.</returns>
    private static T? Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException failure) when (IsUnreadable(failure))
        {
            return default;
        }
    }

    // Not every failure: when the other file cannot be written, the copy must be tried again.
    private static bool IsUnreadable(SqliteException failure) =>
        failure.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR or raw.SQLITE_CANTOPEN
        || failure.SqliteExtendedErrorCode == ShortRead;
}
