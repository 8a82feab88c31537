using Xunit;

namespace Analyse.AspNetCore.Tests.Support;

/// <summary>Remembers each event as it was captured, with ids and page filled in.</summary>
internal sealed class CapturedEvents : IEventEnricher
{
    private readonly Lock _gate = new();
    private readonly List<AnalyseEvent> _events = [];

    public IReadOnlyList<AnalyseEvent> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public AnalyseEvent Single => Assert.Single(All);

    public AnalyseEvent Named(string name) => Assert.Single(All, captured => captured.Name == name);

    public bool Enrich(AnalyseEvent analyseEvent)
    {
        lock (_gate)
        {
            _events.Add(analyseEvent);
        }

        return true;
    }
}
