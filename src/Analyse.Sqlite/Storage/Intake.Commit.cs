using System.Runtime.InteropServices;
using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Storage;

/// <content>The side of the writer's thread: what is fetched for a commit, and what became of it.</content>
internal sealed partial class Intake
{
    /// <summary>Whether there is anything to write.</summary>
    public bool HasGathered
    {
        get
        {
            lock (_lock)
            {
                return !_gathering.IsEmpty;
            }
        }
    }

    /// <summary>Events that are not in the file yet.</summary>
    public int PendingCount
    {
        get
        {
            lock (_lock)
            {
                return _gathering.Events.Count;
            }
        }
    }

    /// <summary>A file was opened, or another one took its place, or what could be saved of a damaged one was put into it.</summary>
    /// <returns>How many events were expected in it and are not there.</returns>
    public long Open(in Tally file, long usedBytes)
    {
        lock (_lock)
        {
            _capacity.UsedFileBytes = usedBytes;
            return _books.Open(file);
        }
    }

    /// <summary>A key is in the file.</summary>
    public void Remember(Guid key, TimeSpan takenAge)
    {
        lock (_lock)
        {
            if (!_keys.IsTaken(key))
            {
                _keys.Take(key, takenAge);
            }
        }
    }

    /// <summary>Other processes wrote to the file.</summary>
    public void Synchronize(in Tally file, long usedBytes)
    {
        lock (_lock)
        {
            _books.Synchronize(file, default);
            _capacity.UsedFileBytes = usedBytes;
        }
    }

    /// <summary>This process changed the file's sums otherwise than by a change set.</summary>
    public void Add(in Tally file, in Tally own, long usedBytes)
    {
        lock (_lock)
        {
            _books.Synchronize(file, own);
            _books.Add(own);
            _capacity.UsedFileBytes = usedBytes;
        }
    }

    /// <summary>Gives everything that has gathered; from now on the next set gathers.</summary>
    public ChangeSet Fetch()
    {
        lock (_lock)
        {
            var fetched = _gathering;
            _gathering = _spare;
            _isCommitting = true;
            return fetched;
        }
    }

    /// <summary>The set is in the file.</summary>
    public void Commit(ChangeSet changes, Committed committed)
    {
        lock (_lock)
        {
            _isCommitting = false;
            _books.Synchronize(committed.File, committed.Own);
            _books.Subtract(committed.AlreadyGone);
            _books.Add(committed.Destroyed);
            _capacity.UsedFileBytes = committed.UsedBytes;
            foreach (var index in committed.Duplicates)
            {
                _books.TakeBack(changes.Events[index].Length);
                _books.AddDuplicate();
            }

            foreach (ref readonly var pending in CollectionsMarshal.AsSpan(changes.Events))
            {
                LetGo(pending);
            }

            if (_capacity.IsIdle)
            {
                _pages.Trim();
            }
        }

        Answer(changes, committed.Duplicates);
        changes.Clear();
        _spare = changes;
    }

    /// <summary>The set could not be written: it stays, in front of what came later.</summary>
    public void Restore(ChangeSet changes)
    {
        lock (_lock)
        {
            _isCommitting = false;
            changes.Append(_gathering);
            _gathering.Clear();
            _spare = _gathering;
            _gathering = changes;
        }
    }

    /// <summary>The disk takes nothing: memory holds what comes, and those who await a commit are told.</summary>
    public void Degrade()
    {
        lock (_lock)
        {
            _isDegraded = true;
            for (var i = 0; i < _gathering.Events.Count; i++)
            {
                if (_gathering.Events[i].Awaited is { } awaited && bounds.FallBackToMemory)
                {
                    awaited.TrySetResult(CaptureResult.Accepted);
                    _gathering.Events[i] = _gathering.Events[i] with { Awaited = null };
                }
            }

            _gathering.Events.RemoveAll(TakeBackIfAwaited);
            foreach (var duplicate in _gathering.Duplicates)
            {
                _books.AddDuplicate(bounds.FallBackToMemory ? 0 : -1);
                duplicate.TrySetResult(bounds.FallBackToMemory ? CaptureResult.Duplicate : CaptureResult.Full);
            }

            _gathering.Duplicates.Clear();
        }
    }

    /// <summary>The disk takes changes again.</summary>
    public void Recover()
    {
        lock (_lock)
        {
            _isDegraded = false;
            // The file holds them back from now on, if need be.
            ReleaseHeld(int.MaxValue);
        }
    }

    /// <summary>The process ends: what never came into the file is lost.</summary>
    public void LoseTheRest()
    {
        Degrade();
        lock (_lock)
        {
            _isClosed = true;
            ReleaseHeld(int.MaxValue);
            foreach (var pending in _gathering.Events)
            {
                _books.LoseAtShutdown(pending.Length);
                LetGo(pending);
            }

            foreach (var letter in _gathering.DeadEvents)
            {
                _books.Subtract(Tally.OfDead(letter.Json.Length));
                _books.LoseAtShutdown(letter.Json.Length);
            }

            // The file never learnt of it: these events are queued in it for the next start.
            foreach (var settled in _gathering.Settled)
            {
                if (settled.DeadReason is not null)
                {
                    _books.Subtract(settled.Change);
                }
            }

            _gathering.Clear();
        }
    }

    private static void Answer(ChangeSet changes, IReadOnlyList<int> duplicates)
    {
        foreach (var index in duplicates)
        {
            changes.Events[index].Awaited?.TrySetResult(CaptureResult.Duplicate);
        }

        foreach (ref readonly var pending in CollectionsMarshal.AsSpan(changes.Events))
        {
            pending.Awaited?.TrySetResult(CaptureResult.Accepted);
        }

        foreach (var duplicate in changes.Duplicates)
        {
            duplicate.TrySetResult(CaptureResult.Duplicate);
        }
    }

    private bool TakeBackIfAwaited(PendingEvent pending)
    {
        if (pending.Awaited is not { } awaited)
        {
            return false;
        }

        if (pending.HasKey)
        {
            _keys.Forget(pending.Id);
        }

        _books.TakeBack(pending.Length);
        LetGo(pending);
        awaited.TrySetResult(CaptureResult.Full);
        return true;
    }

    private void LetGo(in PendingEvent pending)
    {
        _pages.Release(pending.Page);
        _capacity.Remove(pending.Length);
    }
}
