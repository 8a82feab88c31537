using Analyse.Configuration;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>
/// Makes one attempt for every batch that is in the store, and ends early when the service is away. Batches that fail stay
/// claimed until the end, so that each is tried once.
/// </summary>
internal sealed class FlushRunner(
    IEventSource source, BatchPlan plan, BatchSender sender, DestinationGate gate, IAnalyseSettings settings, TimeProvider time)
{
    /// <param name="isThorough">Whether what others have put into the store, or have claimed, counts as well.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Why not everything was delivered, or <see langword="null"/>.</returns>
    public async Task<AnalyseDeliveryException?> RunAsync(bool isThorough, CancellationToken cancellationToken)
    {
        var failed = new Stack<EventBatch>();
        try
        {
            var goal = new FlushGoal(source, isThorough, time);
            await goal.SetAsync(cancellationToken).ConfigureAwait(false);
            return await TryEveryBatchAsync(goal, failed, cancellationToken).ConfigureAwait(false);
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

    private async Task<AnalyseDeliveryException?> TryEveryBatchAsync(
        FlushGoal goal, Stack<EventBatch> failed, CancellationToken cancellationToken)
    {
        SendReport? firstFailure = null;
        var dead = 0;
        // The second failure in a row ends the run: one alone may be chance, two mean that all others would fail as well.
        var isFailing = gate.FailuresInARow > 0;
        var isFirst = true;
        while (goal.IsOpen)
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
                if (firstFailure is not null)
                {
                    break;
                }

                await goal.WaitForOthersAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            failed.Push(batch);
            var count = batch.Count;
            var report = await sender.SendAsync(batch, now, cancellationToken).ConfigureAwait(false);
            dead += report.Dead;
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
            // What is held back is tried once more when others got through.
            await goal.SentAsync(count - report.Held, isCounted: firstFailure is null, cancellationToken).ConfigureAwait(false);
        }

        return firstFailure is { } first ? DeliveryFailure.Of(first, source.Counts.Waiting, dead) : goal.Failure;
    }

    /// <summary>A flush tries everything; afterwards what is held back during it is tried as always.</summary>
    private ValueTask ReleaseAsync(bool everything, CancellationToken cancellationToken) => !everything
        ? sender.Suspects.ReleaseDueAsync(source, cancellationToken)
        : source.Counts.Held > 0 ? source.ReleaseAsync(int.MaxValue, cancellationToken) : ValueTask.CompletedTask;
}
