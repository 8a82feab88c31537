using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <content>The side of a flush: what is in the table, whoever put it there.</content>
internal sealed partial class OutboxSource<TContext>
{
    public async ValueTask<IStoreMark> MarkAsync(CancellationToken cancellationToken)
    {
        var last = await _database
            .UseAsync(session => new OutboxTable(session).FindLastAsync(cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        _cursor.ToFront();
        return new OutboxMark<TContext>(_database, _health, last);
    }

    public async ValueTask<long> CountAsync(IReadOnlyCollection<Guid> events, CancellationToken cancellationToken) => await _database
        .UseAsync(session => new OutboxTable(session).CountEventsAsync(events, cancellationToken), cancellationToken)
        .ConfigureAwait(false);
}
