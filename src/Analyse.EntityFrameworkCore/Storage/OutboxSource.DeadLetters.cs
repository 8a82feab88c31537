using Analyse.EntityFrameworkCore.Sql;

namespace Analyse.EntityFrameworkCore.Storage;

/// <content>The side of the dead letters. Its calls come from people, who are told by an exception when the database fails.</content>
internal sealed partial class OutboxSource<TContext>
{
    public async ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(int most, CancellationToken cancellationToken) =>
        await _database.UseAsync(session => new OutboxTable(session).ListDeadAsync(most, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async ValueTask<int> ResendDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var (resent, left) = await ChangeDeadAsync(table => table.ResendDeadAsync(ids, cancellationToken), cancellationToken).ConfigureAwait(false);
        _counts.DeadLettersLeft(default, resent, left);
        return resent;
    }

    public async ValueTask<int> DeleteDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var (deleted, left) = await ChangeDeadAsync(table => table.DeleteDeadAsync(ids, cancellationToken), cancellationToken).ConfigureAwait(false);
        _counts.DeadLettersLeft(new AnalyseLosses { DeadLettersDeleted = deleted }, resent: 0, left);
        return deleted;
    }

    private Task<(int Changed, long Left)> ChangeDeadAsync(Func<OutboxTable, Task<int>> change, CancellationToken cancellationToken) =>
        _database.UseAsync(
            async (OutboxSession session) =>
            {
                var table = new OutboxTable(session);
                var changed = await change(table).ConfigureAwait(false);
                return (changed, await table.CountDeadAsync(cancellationToken).ConfigureAwait(false));
            },
            cancellationToken);
}
