namespace Analyse.Tracking;

/// <summary>A client together with what is known of the person, the device and the page.</summary>
internal sealed class AnalyseTracker(AnalyseClient client, IAnalyseContext context) : IAnalyseTracker
{
    public IAnalyseContext Context => context;

    public CaptureResult Capture(AnalyseEvent analyseEvent) => client.Capture(analyseEvent, context);

    public CaptureResult Capture(string name, EventProperties? properties = null) =>
        TryMake(name, properties) is { } custom ? Capture(custom) : client.RejectUnmade();

    public ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default) =>
        client.CaptureAsync(analyseEvent, context, cancellationToken);

    public ValueTask<CaptureResult> CaptureAsync(
        string name, EventProperties? properties = null, CancellationToken cancellationToken = default) =>
        TryMake(name, properties) is { } custom
            ? CaptureAsync(custom, cancellationToken)
            : new ValueTask<CaptureResult>(client.RejectUnmade());

    public CaptureResult Identify(EventProperties? traits = null) => client.Identify(traits, context);

    public void SignedInAs(string personId) => context.SignedInAs(personId);

    public Task FlushAsync(CancellationToken cancellationToken = default) => client.FlushAsync(cancellationToken);

    // Without the memory to make the event, it is rejected as if the memory had run out in the store.
    private static AnalyseEvent? TryMake(string name, EventProperties? properties)
    {
        try
        {
            return new AnalyseEvent(name, properties);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }
}
