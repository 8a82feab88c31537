using System.Runtime.InteropServices;
using Analyse.Sqlite.Files;
using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Storage;

/// <summary>Writes a whole change set, or nothing of it, with one look at the disk for all who wait.</summary>
internal static class GroupCommit
{
    public static Committed Write(StoreFile file, ChangeSet changes, DateTimeOffset now)
    {
        using var transaction = file.BeginWrite();
        // What leaves a full file makes room for what comes.
        var own = TakeSettledAway(file, changes, now, out var alreadyGone);
        own += InsertEvents(file, changes, now, out var duplicates);
        foreach (var letter in changes.DeadEvents)
        {
            file.DeadLetters.Insert(letter);
            own += new Tally(1, 0, 1, 0);
        }

        foreach (var (id, takenAt) in changes.Keys)
        {
            file.Keys.TryTake(id, takenAt, forgotten: takenAt - KeyRegister.KeptFor);
        }

        var sums = file.Books.Add(own);
        transaction.Commit();
        return new Committed(sums, own, alreadyGone, duplicates, file.UsedBytes);
    }

    private static Tally InsertEvents(StoreFile file, ChangeSet changes, DateTimeOffset now, out IReadOnlyList<int> duplicates)
    {
        var own = default(Tally);
        List<int>? found = null;
        var events = CollectionsMarshal.AsSpan(changes.Events);
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var pending = ref events[i];
            var isNew = !pending.HasKey || file.Keys.TryTake(pending.Id, now, forgotten: now - KeyRegister.KeptFor);
            if (isNew && file.Events.TryInsert(pending.Id, pending.Name, pending.CapturedAt, pending.Json.Span))
            {
                own += new Tally(1, 0, 0, pending.Length);
            }
            else
            {
                (found ??= []).Add(i);
            }
        }

        duplicates = found ?? (IReadOnlyList<int>)[];
        return own;
    }

    private static Tally TakeSettledAway(StoreFile file, ChangeSet changes, DateTimeOffset now, out Tally alreadyGone)
    {
        var own = default(Tally);
        alreadyGone = default;
        foreach (var row in changes.Settled)
        {
            if (row.DeadReason is { } reason)
            {
                file.DeadLetters.CopyFromEvents(row.Id, now, reason);
            }

            var change = row.DeadReason is null ? new Tally(0, 1, 0, -row.Length) : new Tally(0, 0, 1, -row.Length);
            if (file.Events.TryDelete(row.Id))
            {
                own += change;
            }
            else
            {
                alreadyGone += change;
            }
        }

        return own;
    }
}
