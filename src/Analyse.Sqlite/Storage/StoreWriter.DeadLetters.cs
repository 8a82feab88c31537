using Analyse.Sqlite.Files;
using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Storage;

/// <content>The side that keeps what was put aside.</content>
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
                if (file.DeadLetters.LengthOf(id) is { } length && file.DeadLetters.TryCopyToEvents(id))
                {
                    file.DeadLetters.TryDelete(id);
                    own += new Tally(0, 0, -1, length);
                }
            }

            var sums = file.Books.Add(own);
            transaction.Commit();
            intake.Resend(sums, own);
        });
        return (int)-own.Dead;
    }

    public int DeleteDead(IReadOnlyCollection<Guid> ids)
    {
        var deleted = 0;
        WithFile(file =>
        {
            using var transaction = file.BeginWrite();
            deleted = ids.Count(file.DeadLetters.TryDelete);
            transaction.Commit();
        });
        return deleted;
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
