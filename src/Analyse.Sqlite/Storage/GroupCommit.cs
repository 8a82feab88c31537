using System.Runtime.InteropServices;
using Analyse.Sqlite.Files;
using Analyse.Sqlite.Sql;
using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>Writes a whole change set, or nothing of it, with one look at the disk for all who wait.</summary>
/// <param name="age">The age of the store.</param>
/// <param name="time">The clock.</param>
/// <param name="maxDeadLetterBytes">Bytes of the file that the dead letters may take.</param>
internal sealed class GroupCommit(SeenTime age, TimeProvider time, long maxDeadLetterBytes)
{
    public Committed Write(StoreFile file, ChangeSet changes)
    {
        using var transaction = file.BeginWrite();
        // What leaves a full file makes room for what comes.
        var own = TakeSettledAway(file, changes, out var alreadyGone, out var destroyed);
        own += InsertEvents(file, changes, out var duplicates);
        own += InsertDeadEvents(file, changes, ref alreadyGone);
        foreach (var (id, takenAt) in changes.Keys)
        {
            var takenAge = AgeAt(takenAt);
            file.Keys.TryTake(id, takenAge, forgotten: takenAge - KeyRegister.KeptFor);
        }

        var sums = file.Books.Add(own);
        if (Evict(file, sums) is { Evicted: > 0 } evicted)
        {
            sums = file.Books.Add(evicted);
            own += evicted;
            destroyed += evicted;
        }

        transaction.Commit();
        return new Committed(sums, own, alreadyGone, destroyed, duplicates, file.UsedBytes);
    }

    private Tally InsertEvents(StoreFile file, ChangeSet changes, out IReadOnlyList<int> duplicates)
    {
        var own = default(Tally);
        List<int>? found = null;
        var now = age.Now;
        var events = CollectionsMarshal.AsSpan(changes.Events);
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var pending = ref events[i];
            var isNew = !pending.HasKey || file.Keys.TryTake(pending.Id, now, forgotten: now - KeyRegister.KeptFor);
            if (isNew && file.Events.TryInsert(pending.Id, pending.Name, pending.CapturedAt, pending.Json.Span, AgeAt(pending.QueuedAt)))
            {
                own += Tally.OfAccepted(pending.Length);
            }
            else
            {
                (found ??= []).Add(i);
            }
        }

        duplicates = found ?? (IReadOnlyList<int>)[];
        return own;
    }

    private Tally TakeSettledAway(StoreFile file, ChangeSet changes, out Tally alreadyGone, out Tally destroyed)
    {
        var own = default(Tally);
        alreadyGone = default;
        destroyed = default;
        foreach (var row in changes.Settled)
        {
            if (row.DeadReason is { } reason)
            {
                destroyed += Replace(file, row.Id);
                file.DeadLetters.CopyFromEvents(row.Id, time.GetUtcNow(), reason, age.Now);
            }

            if (file.Events.TryDelete(row.Id))
            {
                own += row.Change;
            }
            else
            {
                alreadyGone += row.Change;
            }
        }

        own += destroyed;
        return own;
    }

    /// <summary>Events that died before they were ever committed come into the file as dead letters.</summary>
    private Tally InsertDeadEvents(StoreFile file, ChangeSet changes, ref Tally alreadyGone)
    {
        var own = default(Tally);
        foreach (var letter in changes.DeadEvents)
        {
            var change = Tally.OfAccepted(letter.Json.Length) + Tally.OfDead(letter.Json.Length);
            if (file.DeadLetters.TryInsert(letter, age.Now))
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

    /// <summary>A key that was forgotten may die a second time; only the later letter is kept.</summary>
    private static Tally Replace(StoreFile file, Guid id) =>
        file.DeadLetters.Delete(id) is { } length ? Tally.OfEvicted(length) : default;

    private Tally Evict(StoreFile file, Tally sums)
    {
        var evicted = default(Tally);
        while (StoreFile.DeadLetterBytes(sums + evicted) > maxDeadLetterBytes && file.DeadLetters.DeleteOldest() is { } length)
        {
            evicted += Tally.OfEvicted(length);
        }

        return evicted;
    }

    private TimeSpan AgeAt(long timestamp)
    {
        var then = age.Now - time.GetElapsedTime(timestamp);
        return then > TimeSpan.Zero ? then : TimeSpan.Zero;
    }
}
