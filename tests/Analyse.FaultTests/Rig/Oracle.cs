using Xunit;

namespace Analyse.FaultTests.Rig;

/// <summary>Knows what must be true whatever happened: the books balance, and what was accepted is where the books say.</summary>
internal sealed class Oracle(AnalyseClient client)
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _accepted = [];

    public int Captured { get; private set; }

    public CaptureResult Capture(AnalyseEvent analyseEvent)
    {
        var result = client.Capture(analyseEvent);
        lock (_lock)
        {
            if (result is CaptureResult.Accepted)
            {
                _accepted.Add(Captured);
            }

            Captured++;
        }

        return result;
    }

    /// <summary>captured = accepted + duplicates + refused; accepted = delivered + waiting + dead-lettered + lost.</summary>
    public void BooksBalance()
    {
        var counts = client.Counts;
        Assert.Equal(Captured, counts.Captured);
        Assert.Equal(_accepted.Count, counts.Accepted);
        Assert.Equal(counts.Accepted, counts.Delivered + counts.Waiting + counts.DeadLettered + counts.Lost);
    }

    /// <summary>Every accepted event is at the sinks, with one id whatever happened on the way.</summary>
    /// <param name="duplicates">How many of them may be there twice.</param>
    /// <param name="sinks">Where they may have gone.</param>
    public void NothingIsLost(int duplicates, params Sink[] sinks)
    {
        BooksBalance();
        Assert.Equal(_accepted.Count, client.Counts.Delivered);
        var requests = sinks.SelectMany(sink => sink.Requests).ToArray();
        var taken = requests.Where(request => request.IsTaken).SelectMany(request => request.Events).ToArray();
        Assert.Equal(_accepted.Order(), taken.Select(SinkRequest.NumberOf).Distinct().Order());
        Assert.InRange(taken.Length - _accepted.Count, 0, duplicates);
        IdsAreStable(requests);
    }

    /// <summary>An event has the same id and time in every request that holds it.</summary>
    public static void IdsAreStable(IEnumerable<SinkRequest> requests)
    {
        var known = new Dictionary<int, string>();
        foreach (var sent in requests.SelectMany(request => request.Events))
        {
            var identity = $"{SinkRequest.IdOf(sent)} {sent.GetProperty("timestamp").GetString()}";
            Assert.Equal(identity, known.TryAdd(SinkRequest.NumberOf(sent), identity) ? identity : known[SinkRequest.NumberOf(sent)]);
        }

        Assert.Equal(known.Count, known.Values.Distinct().Count());
    }
}
