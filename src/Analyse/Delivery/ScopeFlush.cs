using Analyse.Extensibility;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>Flushes for one scope: sends at once, and waits until the scope's own events are gone.</summary>
internal sealed class ScopeFlush(DeliveryLoops loops, DeliveryWatch watch, IReadOnlyList<IEventSource> sources, TimeProvider time)
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(CapturedEvents captured, CancellationToken cancellationToken)
    {
        if (captured.IsEmpty)
        {
            return;
        }

        var run = loops.FlushAsync(isThorough: false);
        // When the events are gone before the run ends, nobody looks at what comes of the rest of it.
        _ = run.ContinueWith(static failed => _ = failed.Exception, TaskContinuationOptions.OnlyOnFaulted);
        try
        {
            var gone = captured.WhenStoredAreGoneAsync();
            if (await Task.WhenAny(gone, run).WaitAsync(cancellationToken).ConfigureAwait(false) != gone)
            {
                await run.ConfigureAwait(false);
                await gone.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            await WaitForElsewhereAsync(captured.Elsewhere, run, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var id in captured.Stored)
            {
                watch.Remove(id);
            }
        }
    }

    // The store of such events is asked for them: others may deliver them, and what was not committed is not there.
    private async Task WaitForElsewhereAsync(IReadOnlyCollection<Guid> events, Task run, CancellationToken cancellationToken)
    {
        while (events.Count > 0 && await IsAnyLeftAsync(events, cancellationToken).ConfigureAwait(false))
        {
            if (run.IsFaulted)
            {
                await run.ConfigureAwait(false);
            }

            await Task.Delay(_pollInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsAnyLeftAsync(IReadOnlyCollection<Guid> events, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.CountAsync(events, cancellationToken).ConfigureAwait(false) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
