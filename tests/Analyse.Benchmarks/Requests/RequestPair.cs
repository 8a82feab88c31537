namespace Analyse.Benchmarks.Requests;

/// <summary>Measures two servers in turn, so that whatever else the machine does meets both.</summary>
internal sealed class RequestPair(RequestServer without, RequestServer with, RequestOptions options) : IDisposable
{
    private readonly PlaintextClient _toWithout = new(without.Address, options.Depth);
    private readonly PlaintextClient _toWith = new(with.Address, options.Depth);
    private readonly List<RequestCost> _costs = [];
    private readonly List<RequestCost> _more = [];

    /// <summary>Median of what the first server's requests cost.</summary>
    public RequestCost Cost => RequestCost.Median(_costs);

    /// <summary>Median of what the second's cost more, pair by pair.</summary>
    public RequestCost More => RequestCost.Median(_more);

    /// <summary>Median of how far the two are apart, whichever takes longer.</summary>
    public double Spread => RequestCost.Median(_more.ConvertAll(static cost => cost with { Microseconds = Math.Abs(cost.Microseconds) })).Microseconds;

    public void WarmUp()
    {
        _toWithout.Send(options.Requests);
        _toWith.Send(options.Requests);
    }

    public void Measure()
    {
        var isWithFirst = _more.Count % 2 != 0;
        var first = RequestCost.Measure(isWithFirst ? _toWith : _toWithout, options.Requests);
        var second = RequestCost.Measure(isWithFirst ? _toWithout : _toWith, options.Requests);
        var (without, with) = isWithFirst ? (second, first) : (first, second);
        _costs.Add(without);
        _more.Add(with - without);
    }

    public void Dispose()
    {
        _toWithout.Dispose();
        _toWith.Dispose();
    }
}
