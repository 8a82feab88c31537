using System.Globalization;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.Extensibility;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What is done with the table of the ledger, on one connection.</summary>
internal sealed class LedgerTable(OutboxSession session)
{
    private const int MostForgotten = 1_000;

    private readonly LedgerStatements _sql = session.Statements.Ledger;

    /// <summary>The entries of some keys, in the order of the keys.</summary>
    public async Task<IReadOnlyList<LedgerEntry?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(
            _sql.Find(keys.Count),
            static row => new LedgerEntry(row.GetString(0), row.GetString(1), row.GetInt64(3))
            {
                PersonId = row.IsDBNull(2) ? null : row.GetString(2),
            },
            cancellationToken,
            [.. keys.Select(static (key, i) => (string.Create(CultureInfo.InvariantCulture, $"k{i}"), (object)key))]).ConfigureAwait(false);
        var byKey = found.ToDictionary(static entry => entry.Key, StringComparer.Ordinal);
        return [.. keys.Select(byKey.GetValueOrDefault)];
    }

    /// <summary>Writes all entries, or none when one of them was written since it was read.</summary>
    public Task<bool> TryWriteAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken) => session.TryTransactAsync(
        async () =>
        {
            // In one order, so that two writers of the same entries wait for each other only one way round.
            foreach (var entry in entries.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
            {
                if (!await TryWriteAsync(entry, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }

            return true;
        },
        cancellationToken);

    /// <summary>Counts a day when one has passed, and forgets some of the entries that are old enough.</summary>
    /// <returns>Whether none is left.</returns>
    public Task<bool> ForgetAsync(CancellationToken cancellationToken) => session.TransactAsync(
        async () =>
        {
            await session
                .ExecuteAsync(_sql.PassDay, cancellationToken, ("length", UnixTime.Of(TimeSpan.FromDays(1))))
                .ConfigureAwait(false);
            var days = (long)LedgerLimits.KeptFor.TotalDays;
            return await session
                .ExecuteAsync(_sql.Forget, cancellationToken, ("days", days), ("count", MostForgotten))
                .ConfigureAwait(false) < MostForgotten;
        },
        cancellationToken);

    private async Task<bool> TryWriteAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        var key = ("key", (object)entry.Key);
        var value = ("value", (object)entry.Value);
        var person = ("person", entry.PersonId ?? (object)DBNull.Value);
        var written = entry.Version == 0
            ? await session.ExecuteAsync(_sql.Insert, cancellationToken, key, value, person).ConfigureAwait(false)
            : await session
                .ExecuteAsync(_sql.Update, cancellationToken, key, value, person, ("version", entry.Version))
                .ConfigureAwait(false);
        return written > 0;
    }
}
