using Analyse.Configuration;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>
/// Makes one attempt for every batch that waits, and ends early when the service is away. Batches that fail stay claimed
/// until the end, so that each is tried once.
/// </summary>
internal sealed class FlushRunner(
    IEventSource source, BatchPlan plan, BatchSender sender, DestinationGate gate, IAnalyseSettings settings)
{
    /// <returns>Why not everything was delivered, or <see langword="null"/>.</returns>
    public async Task<AnalyseDeliveryException?> RunAsync(CancellationToken cancellationToken)
    {
        var failed = new Stack<EventBatch>();
        try
        {
            return await TryEveryBatchAsync(failed, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The last claim returns first, so that the front of the store is in order again.
            while (failed.TryPop(out var batch))
            {
                await source.CompleteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task<AnalyseDeliveryException?> TryEveryBatchAsync(Stack<EventBatch> failed, CancellationToken cancellationToken)
    {
        SendReport? firstFailure = null;
        var dead = 0;
        // The second failure in a row ends the run: one alone may be chance, two mean that all others would fail as well.
        var isFailing = gate.FailuresInARow > 0;
        var left = source.Counts.Waiting;
        var isFirst = true;
        while (left > 0)
        {
            if (gate.State is not (GateState.Open or GateState.BackingOff) and var blockedBy)
            {
                return firstFailure is { } earlier
                    ? DeliveryFailure.Of(earlier, source.Counts.Waiting, dead)
                    : DeliveryFailure.Of(blockedBy, gate.TimeUntilOpen, source.Counts.Waiting);
            }

            await ReleaseAsync(isFirst, cancellationToken).ConfigureAwait(false);
            isFirst = false;
            var now = settings.Current;
            if (await plan.ClaimAsync(now, cancellationToken).ConfigureAwait(false) is not { } batch)
            {
                break;
            }

            failed.Push(batch);
            var report = await sender.SendAsync(batch, now, cancellationToken).ConfigureAwait(false);
            dead += report.Dead;
            // What is held back is tried once more when others got through.
            left -= batch.Count - report.Held;
            firstFailure ??= report.IsComplete ? null : report;
            if (report.Verdict is Verdict.Delivered)
            {
                failed.Pop();
                await source.CompleteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            }
            else if (report.NobodyAnswered || isFailing)
            {
                break;
            }

            isFailing = report.Verdict is not Verdict.Delivered;
        }

        return firstFailure is { } first ? DeliveryFailure.Of(first, source.Counts.Waiting, dead) : null;
    }

    /// <summary>A flush tries everything; afterwards what is held back during it is tried as always.</summary>
    private ValueTask ReleaseAsync(bool everything, CancellationToken cancellationToken) => !everything
        ? sender.Suspects.ReleaseDueAsync(source, cancellationToken)
        : source.Counts.Held > 0 ? source.ReleaseAsync(int.MaxValue, cancellationToken) : ValueTask.CompletedTask;
}
