using System.Data.Common;
using Analyse.EntityFrameworkCore.Sql;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// Claims rows, and goes on without a row that cannot be claimed: smaller and smaller claims take those before it, and the
/// next one begins behind it.
/// </summary>
internal sealed class Claiming(OutboxTable table, RowHealth rows)
{
    private const int MostPassedOver = 10;

    /// <summary>Does what <see cref="OutboxTable.ClaimAsync"/> does.</summary>
    /// <exception cref="DbException">Nothing can be claimed at all.</exception>
    public async Task<Claim> ClaimAsync(
        Guid after, int maxCount, long bytes, Guid lease, TimeSpan length, CancellationToken cancellationToken)
    {
        var passedOver = 0;
        for (var count = maxCount; ;)
        {
            try
            {
                return await table.ClaimAsync(after, count, bytes, lease, length, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException failure) when (table.IsAboutRow(failure) && count > 1)
            {
                count /= 2;
            }
            catch (DbException failure) when (table.IsAboutRow(failure) && passedOver < MostPassedOver)
            {
                if (await table.FindFreeAsync(after, cancellationToken).ConfigureAwait(false) is not { } row
                    || await table.FindFreeAsync(row, cancellationToken).ConfigureAwait(false) is null)
                {
                    throw;
                }

                rows.Failed([new FailedRow(row, $"it cannot be claimed ({FailureText.Of(failure)})")]);
                (after, count) = (row, maxCount);
                passedOver++;
            }
        }
    }
}
