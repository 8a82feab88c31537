namespace Analyse.Receipts;

/// <summary>Over a durable store: safe is what it has committed.</summary>
internal sealed class StoreCapture(IAnalyseClient client) : ISafeCapture
{
    public async Task<IReadOnlyList<CaptureResult>> CaptureAsync(
        IReadOnlyList<AnalyseEvent> events, CancellationToken cancellationToken = default)
    {
        var results = new CaptureResult[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            results[i] = await client.CaptureAsync(events[i], cancellationToken).ConfigureAwait(false);
        }

        return results;
    }
}
