using Analyse.Sqlite.Diagnostics;
using Analyse.Sqlite.Files;

namespace Analyse.Sqlite.Storage;

/// <content>How the file is opened, and what is done when it or the disk is not well.</content>
internal sealed partial class StoreWriter
{
    // What must come into the open file before it is used: the content of those that were in its place.
    private readonly Queue<Action<StoreFile>> _rescues = new();
    private bool _wasOpened;

    /// <summary>What is wrong, in a plain sentence.</summary>
    /// <value><see langword="null"/>: nothing.</value>
    public string? Problem { get; private set; }

    private bool IsDegraded => Problem is not null;

    /// <summary>Opens the file for the first time, before the thread runs.</summary>
    /// <param name="fallBackToMemory">Whether memory will do when the file cannot be opened.</param>
    /// <exception cref="AnalyseStoreException">It cannot be opened.</exception>
    public void Open(bool fallBackToMemory)
    {
        try
        {
            var file = OpenOrMend();
            Guard(() => UseFile(file));
        }
        catch (StoreFileException newer) when (newer.Fault is StoreFileFault.Newer)
        {
            _isGivenUp = true;
            Degrade(newer);
        }
        catch (Exception failure) when (fallBackToMemory)
        {
            Degrade(failure);
        }
        catch (Exception failure)
        {
            throw StoreFailure.AtStart(files.Path, failure);
        }
    }

    /// <summary>Runs an action. A damaged file is replaced and the action runs again; any other failure degrades the store.</summary>
    private void Guard(Action action)
    {
        try
        {
            try
            {
                action();
            }
            catch (Exception damage) when (StoreFiles.IsDamage(damage) && _file is not null)
            {
                _file.Dispose();
                _file = null;
                UseFile(Mend(damage));
                EnsureFile();
                action();
            }
        }
        catch (Exception failure)
        {
            Degrade(failure);
        }
    }

    private StoreFile OpenOrMend()
    {
        try
        {
            return files.Open();
        }
        catch (Exception damage) when (StoreFiles.IsDamage(damage))
        {
            return Mend(damage);
        }
    }

    private StoreFile Mend(Exception damage)
    {
        var aside = files.MoveAside(time.GetUtcNow());
        logger.FileDamaged(files.Path, aside, damage.Message);
        _rescues.Enqueue(into => Salvage.Copy(aside, into));
        if (!_wasOpened)
        {
            intake.Open(Salvage.BooksOf(aside), usedBytes: 0);
        }

        return files.Open();
    }

    /// <summary>Makes sure that the path leads to an open file, and that what was in its place before has come into it.</summary>
    private void EnsureFile()
    {
        if (_file is not { IsInPlace: true })
        {
            ReplaceFile();
        }

        if (_rescues.Count > 0)
        {
            Rescue(_file!);
        }
    }

    private void ReplaceFile()
    {
        var isMissing = !File.Exists(files.Path);
        var file = OpenOrMend();
        if (_file is { } removed)
        {
            logger.FileReplaced(files.Path);
            _rescues.Enqueue(into =>
            {
                // Who put another file there has filled it, too.
                if (isMissing)
                {
                    Salvage.Copy(removed, into);
                }

                removed.Dispose();
            });
        }

        UseFile(file);
    }

    private void Rescue(StoreFile file)
    {
        var before = file.Books.Read();
        while (_rescues.TryPeek(out var rescue))
        {
            rescue(file);
            _rescues.Dequeue();
        }

        var after = file.Books.Read();
        var lost = intake.Open(after, file.UsedBytes);
        _claims.Reset();
        logger.Rescued(files.Path, after.Waiting - before.Waiting, lost);
    }

    private void UseFile(StoreFile file)
    {
        _file = file;
        _wasOpened = true;
        _age.Begin(file);
        _claims.Reset();
        if (_rescues.Count == 0)
        {
            intake.Open(file.Books.Read(), file.UsedBytes);
        }

        using (var keys = file.Keys.Latest(KeyRegister.Capacity))
        {
            while (keys.Next())
            {
                intake.Remember(keys.Guid(0), keys.Span(1));
            }
        }

        _lease.Forget();
        UpdateLease(file, othersWrote: true);
    }

    private void Degrade(Exception failure)
    {
        if (!IsDegraded)
        {
            logger.Degraded(files.Path, failure.Message);
        }

        Problem = StoreFailure.Describe(files.Path, failure);
        intake.Degrade();
    }

    private void Recover()
    {
        if (IsDegraded)
        {
            Problem = null;
            intake.Recover();
            logger.Recovered(files.Path);
        }
    }
}
