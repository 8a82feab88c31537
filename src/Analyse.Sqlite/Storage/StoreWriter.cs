using Analyse.Sqlite.Diagnostics;
using Analyse.Sqlite.Files;
using Analyse.Storage;
using Microsoft.Extensions.Logging;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// Everything that touches the file, done by one thread: commits what has gathered, reads what is claimed, keeps the lease,
/// and helps itself when the disk or the file is not well. Nothing but <see cref="Open"/> throws.
/// </summary>
/// <param name="files">The store's file.</param>
/// <param name="intake">What gathers.</param>
/// <param name="age">The age of the store.</param>
/// <param name="maxDeadLetterBytes">Bytes of the file that the dead letters may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it logs.</param>
internal sealed partial class StoreWriter(
    StoreFiles files, Intake intake, SeenTime age, long maxDeadLetterBytes, TimeProvider time, ILogger logger)
{
    private readonly Lease _lease = new(files.Path, time);
    private readonly GroupCommit _commit = new(age, time, maxDeadLetterBytes);
    private readonly AgeKeeping _age = new(age, time);
    private readonly Pruning _pruning = new(age, time);
    private StoreFile? _file;
    private bool _isGivenUp;

    /// <summary>Commits what has gathered. A tick also looks after the file and the lease.</summary>
    public void Step(bool isTick)
    {
        var isUnused = _file is null && !IsDegraded && !intake.HasGathered;
        // A disk that took nothing a moment ago is asked again by the next tick, not by every event.
        if (!isUnused && !_isGivenUp && (isTick || !IsDegraded))
        {
            Guard(() =>
            {
                EnsureFile();
                if (isTick)
                {
                    LookAround(_file!);
                }

                Commit(_file!);
                if (isTick)
                {
                    LookAfter(_file!);
                }

                _ledgerFallback.MoveTo(_file!);
                Recover();
            });
        }

        Publish();
    }

    /// <summary>Commits for the last time, and lets other processes have the file.</summary>
    public void Finish()
    {
        Step(isTick: true);
        if (_file is not null)
        {
            Guard(() => _age.Record(_file));
            Guard(() => _lease.Release(_file.Lease));
        }

        _isFinished = true;
        intake.LoseTheRest();
        _lease.Forget();
        _file?.Dispose();
        _file = null;
        _isGivenUp = true;
        Publish();
    }

    private void Commit(StoreFile file)
    {
        // While degraded, an empty transaction tells whether the disk takes changes again.
        if (!intake.HasGathered && !IsDegraded)
        {
            return;
        }

        var changes = intake.Fetch();
        try
        {
            intake.Commit(changes, _commit.Write(file, changes));
        }
        catch
        {
            intake.Restore(changes);
            throw;
        }
    }

    private void LookAround(StoreFile file)
    {
        var othersWrote = file.HaveOthersWritten();
        if (othersWrote)
        {
            intake.Synchronize(file.Books.Read(), file.UsedBytes);
        }

        UpdateLease(file, othersWrote);
    }

    // After the commit: what leaves a full file comes first.
    private void LookAfter(StoreFile file)
    {
        _age.Keep(file);
        if (_pruning.Prune(file) is { } pruned)
        {
            intake.Add(pruned.File, pruned.Own, file.UsedBytes);
        }

        _ledgerPruning.Prune(file);
    }

    private void UpdateLease(StoreFile file, bool othersWrote)
    {
        var hadLease = _lease.IsHeld;
        _lease.Update(file.Lease, othersWrote);
        if (_lease.IsHeld == hadLease)
        {
            return;
        }

        _claims.Reset();
        if (_lease.IsHeld)
        {
            logger.LeaseTaken(files.Path);
        }
        else
        {
            logger.LeaseLost(files.Path);
        }
    }
}
