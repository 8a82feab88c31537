using Analyse.Events;
using Analyse.Storage.Memory;

namespace Analyse.Receipts;

/// <summary>
/// In memory mode: safe is what the service has. An event with a key is sent once; its key is taken in the memory store
/// meanwhile, so that the application's own capture of the same fact is known as a duplicate, and the other way round.
/// </summary>
internal sealed class SendingCapture(IAnalyseClient client, MemoryStore memory) : ISafeCapture
{
    private const int RememberedKeys = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Task<Exception?>> _underWay = [];
    private readonly RecentKeys _delivered = new(RememberedKeys);

    public async Task<IReadOnlyList<CaptureResult>> CaptureAsync(
        IReadOnlyList<AnalyseEvent> events, CancellationToken cancellationToken = default)
    {
        var results = new CaptureResult[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            results[i] = events[i].IdempotencyKey is { } key
                ? await InTurnAsync(events[i], EventId.FromKey(events[i].Name, key), cancellationToken).ConfigureAwait(false)
                : await client.SendAsync(events[i], cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    private async Task<CaptureResult> InTurnAsync(AnalyseEvent analyseEvent, Guid id, CancellationToken cancellationToken)
    {
        var outcome = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (FirstOrMine(id, outcome.Task) is { } first)
        {
            if (await first.WaitAsync(cancellationToken).ConfigureAwait(false) is { } failure)
            {
                throw new AnalyseDeliveryException("The same event was under way, and was not taken: try again later.", failure);
            }
        }

        Exception? fault = null;
        try
        {
            return await SendOnceAsync(analyseEvent, id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            fault = exception;
            throw;
        }
        finally
        {
            lock (_lock)
            {
                _underWay.Remove(id);
            }

            outcome.SetResult(fault);
        }
    }

    private async Task<CaptureResult> SendOnceAsync(AnalyseEvent analyseEvent, Guid id, CancellationToken cancellationToken)
    {
        if (!memory.TryReserveKey(id))
        {
            return await DuplicateAsync(analyseEvent, id, cancellationToken).ConfigureAwait(false);
        }

        var result = CaptureResult.Closed;
        try
        {
            result = await client.SendAsync(analyseEvent, cancellationToken).ConfigureAwait(false);
            return result;
        }
        finally
        {
            Settle(id, isDelivered: result is CaptureResult.Accepted);
        }
    }

    /// <summary>The store knows the key, so it refuses the event, counts it and tells of it like any other duplicate.</summary>
    private async Task<CaptureResult> DuplicateAsync(AnalyseEvent analyseEvent, Guid id, CancellationToken cancellationToken)
    {
        var result = client.Capture(analyseEvent);
        bool isDelivered;
        lock (_lock)
        {
            isDelivered = _delivered.Contains(id);
        }

        if (!isDelivered)
        {
            // The application's own capture of the fact may still wait in memory, where it is not safe.
            await client.FlushAsync(cancellationToken).ConfigureAwait(false);
            Remember(id);
        }

        return result;
    }

    private void Settle(Guid id, bool isDelivered)
    {
        memory.SettleKey(id, isTaken: isDelivered);
        if (isDelivered)
        {
            Remember(id);
        }
    }

    private void Remember(Guid id)
    {
        lock (_lock)
        {
            _delivered.Add(id);
        }
    }

    private Task<Exception?>? FirstOrMine(Guid id, Task<Exception?> mine)
    {
        lock (_lock)
        {
            if (_underWay.TryGetValue(id, out var first))
            {
                return first;
            }

            _underWay.Add(id, mine);
            return null;
        }
    }
}
