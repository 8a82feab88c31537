namespace Analyse.Tracking;

/// <summary>A client together with what is known of the person, the device and the page.</summary>
internal sealed class AnalyseTracker(AnalyseClient client, IAnalyseContext context) : IAnalyseTracker
{
    public IAnalyseContext Context => context;

    public CaptureResult Capture(AnalyseEvent analyseEvent) => client.Capture(analyseEvent, context);

    public CaptureResult Capture(string name, EventProperties? properties = null) => Capture(Custom(name, properties));

    public ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default) =>
        client.CaptureAsync(analyseEvent, context, cancellationToken);

    public ValueTask<CaptureResult> CaptureAsync(
        string name, EventProperties? properties = null, CancellationToken cancellationToken = default) =>
        CaptureAsync(Custom(name, properties), cancellationToken);

    public CaptureResult Identify(EventProperties? traits = null) => client.Identify(traits, context);

    public void SignedInAs(string personId) => context.SignedInAs(personId);

    public Task FlushAsync(CancellationToken cancellationToken = default) => client.FlushAsync(cancellationToken);

    private static AnalyseEvent Custom(string name, EventProperties? properties) =>
        properties is null ? new AnalyseEvent(name) : new AnalyseEvent(name) { Properties = properties };
}
