using Analyse.Sqlite.Files;
using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Storage;

/// <content>The side of the dead letters.</content>
internal sealed partial class StoreWriter
{
    public IReadOnlyList<DeadLetter> ListDead(int most)
    {
        IReadOnlyList<DeadLetter> letters = [];
        WithFile(file => letters = file.DeadLetters.List(most));
        return letters;
    }

    public int ResendDead(IReadOnlyCollection<Guid> ids)
    {
        var own = default(Tally);
        WithFile(file =>
        {
            using var transaction = file.BeginWrite();
            own = default;
            foreach (var id in ids)
            {
                if (file.DeadLetters.TryCopyToEvents(id, age.Now) && file.DeadLetters.Delete(id) is { } length)
                {
                    own += Tally.OfResent(length);
                }
            }

            Count(file, own, transaction);
        });
        return (int)-own.Dead;
    }

    public int DeleteDead(IReadOnlyCollection<Guid> ids)
    {
        var own = default(Tally);
        WithFile(file =>
        {
            using var transaction = file.BeginWrite();
            own = default;
            foreach (var id in ids)
            {
                if (file.DeadLetters.Delete(id) is { } length)
                {
                    own += Tally.OfDeleted(length);
                }
            }

            Count(file, own, transaction);
        });
        return (int)own.Deleted;
    }

    private void Count(StoreFile file, Tally own, Transaction transaction)
    {
        var sums = file.Books.Add(own);
        transaction.Commit();
        intake.Add(sums, own, file.UsedBytes);
    }

    private void WithFile(Action<StoreFile> action)
    {
        Step(isTick: false);
        if (_file is not null)
        {
            Guard(() => action(_file!));
            Publish();
        }
    }
}
