namespace Analyse.EntityFrameworkCore.Storage;

/// <content>The side that keeps what was put aside. Its calls come from people, who are told by an exception when the database fails.</content>
internal sealed partial class OutboxSource<TContext>
{
    public async ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(int most, CancellationToken cancellationToken) =>
        await _database.UseAsync(session => new OutboxTable(session).ListDeadAsync(most, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async ValueTask<int> ResendDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var resent = await _database
            .UseAsync(session => new OutboxTable(session).ResendDeadAsync(ids, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        _counts.Resent(resent);
        return resent;
    }

    public async ValueTask<int> DeleteDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await _database.UseAsync(session => new OutboxTable(session).DeleteDeadAsync(ids, cancellationToken), cancellationToken).ConfigureAwait(false);
}
