using Analyse.Sqlite.Files;
using Analyse.Sqlite.Sql;
using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>Deletes, now and then, the keys and the dead letters that were kept for long enough.</summary>
/// <param name="age">The age of the store.</param>
/// <param name="time">The clock.</param>
internal sealed class Pruning(SeenTime age, TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan _deadLettersKeptFor = TimeSpan.FromDays(30);

    private long? _prunedAt;

    /// <summary>Prunes when it is time.</summary>
    /// <returns>The file's sums then, and what it added to them, if it deleted dead letters.</returns>
    public (Tally File, Tally Own)? Prune(StoreFile file)
    {
        if (_prunedAt is { } last && time.GetElapsedTime(last) < _interval)
        {
            return null;
        }

        _prunedAt = time.GetTimestamp();
        while (file.Keys.Prune(forgotten: age.Now - KeyRegister.KeptFor))
        {
        }

        return PruneDeadLetters(file);
    }

    private (Tally File, Tally Own)? PruneDeadLetters(StoreFile file)
    {
        using var transaction = file.BeginWrite();
        var own = default(Tally);
        foreach (var length in file.DeadLetters.DeleteBefore(age.Now - _deadLettersKeptFor))
        {
            own += Tally.OfExpired(length);
        }

        if (own == default)
        {
            return null;
        }

        var sums = file.Books.Add(own);
        transaction.Commit();
        return (sums, own);
    }
}
