using Analyse.EntityFrameworkCore.Sql;
using Analyse.Storage;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// The rows that were in the table at one moment, whoever committed them and whoever has claimed them since. Once few of them
/// are left, they are known by their ids: rows that come later with an earlier id then no longer count.
/// </summary>
internal sealed class OutboxMark<TContext>(OutboxDatabase<TContext> database, OutboxHealth<TContext> health, Guid? last) : IStoreMark
    where TContext : DbContext
{
    private const int Few = 1_000;

    private List<Guid>? _left;

    public string? Obstacle => health.Problem;

    public async ValueTask<long> CountLeftAsync(CancellationToken cancellationToken)
    {
        if (last is not { } end)
        {
            return 0;
        }

        return await database.UseAsync(
            async session =>
            {
                var table = new OutboxTable(session);
                if (_left is not null)
                {
                    return await table.CountAsync(_left, cancellationToken).ConfigureAwait(false);
                }

                var found = await table.FindUpToAsync(end, Few + 1, cancellationToken).ConfigureAwait(false);
                _left = found.Count <= Few ? found : null;
                return found.Count;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
