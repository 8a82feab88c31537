namespace Analyse.Stripe.Tests.People;

/// <summary>A tracker that knows who it is, and captures nothing.</summary>
internal sealed class KnownTracker(string? personId, string? anonymousId = null, string? sessionId = null) : IAnalyseTracker, IAnalyseContext
{
    public IAnalyseContext Context => this;

    public string? PersonId { get; private set; } = personId;

    public string? AnonymousId { get; } = anonymousId;

    public string? SessionId { get; } = sessionId;

    public PageContext? Page => null;

    public void SignedInAs(string personId) => PersonId = personId;

    public CaptureResult Capture(AnalyseEvent analyseEvent) => throw Unexpected();

    public CaptureResult Capture(string name, EventProperties? properties = null) => throw Unexpected();

    public ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default) => throw Unexpected();

    public ValueTask<CaptureResult> CaptureAsync(string name, EventProperties? properties = null, CancellationToken cancellationToken = default) =>
        throw Unexpected();

    public CaptureResult Identify(EventProperties? traits = null) => throw Unexpected();

    public Task FlushAsync(CancellationToken cancellationToken = default) => throw Unexpected();

    private static InvalidOperationException Unexpected() => new("WithAnalyse only reads.");
}
