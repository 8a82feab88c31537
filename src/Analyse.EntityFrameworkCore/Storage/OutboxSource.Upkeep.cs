using Analyse.EntityFrameworkCore.Sql;
using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <content>What is done beside claiming: claims are ended, and what is old enough is forgotten.</content>
internal sealed partial class OutboxSource<TContext>
{
    private async Task TidyAsync(OutboxSession session, CancellationToken cancellationToken)
    {
        await CompleteLeftoversAsync(session, cancellationToken).ConfigureAwait(false);
        if (await _cleaning.RunIfDueAsync(session, cancellationToken).ConfigureAwait(false) is var expired and > 0)
        {
            _counts.Expired(expired);
            _deadLetters.Changed();
        }

        if (await _deadLetters.CountIfDueAsync(session, cancellationToken).ConfigureAwait(false) is { } count)
        {
            _counts.CountedDead(count);
        }
    }

    /// <summary>Ends claims; one that the database could not end before is not sent again as long as its lease holds.</summary>
    private async Task CompleteLeftoversAsync(OutboxSession session, CancellationToken cancellationToken)
    {
        while (_uncompleted.TryPeek(out var batch))
        {
            await EndAsync(new OutboxTable(session), batch.Lease, batch.RowsByOutcome(), cancellationToken).ConfigureAwait(false);
            _uncompleted.Dequeue();
            if (HasDead(batch))
            {
                _deadLetters.Changed();
            }
        }
    }

    private async Task EndAsync(OutboxTable table, Guid lease, ILookup<EventOutcome, Guid> rows, CancellationToken cancellationToken)
    {
        var failed = await table.CompleteAsync(lease, rows, cancellationToken).ConfigureAwait(false);
        _stuck.Ended(rows, failed);
        _rows.Failed(failed);
    }

    private static bool HasDead(OutboxBatch batch)
    {
        foreach (var outcome in batch.Outcomes)
        {
            if (outcome.Kind is EventOutcomeKind.Dead)
            {
                return true;
            }
        }

        return false;
    }
}
