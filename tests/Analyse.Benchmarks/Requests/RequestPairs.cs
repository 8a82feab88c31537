namespace Analyse.Benchmarks.Requests;

/// <summary>Measures a server and the bare one in turn, so that whatever else the machine does meets both.</summary>
internal sealed class RequestPairs
{
    private const int WarmUps = 12;

    private readonly List<RequestCost> _bare = [];
    private readonly List<RequestCost> _more = [];

    /// <summary>What the bare server's requests cost.</summary>
    public IReadOnlyList<RequestCost> Bare => _bare;

    /// <summary>What the other's cost more, pair by pair.</summary>
    public IReadOnlyList<RequestCost> More => _more;

    public static RequestPairs Measure(RequestServer bare, RequestServer other, RequestOptions options)
    {
        using var toBare = new PlaintextClient(bare.Address, options.Depth);
        using var toOther = new PlaintextClient(other.Address, options.Depth);
        for (var i = 0; i < WarmUps; i++)
        {
            toBare.Send(options.Requests);
            toOther.Send(options.Requests);
        }

        var pairs = new RequestPairs();
        for (var i = 0; i < options.Pairs; i++)
        {
            pairs.Add(toBare, toOther, options.Requests, isBareFirst: i % 2 == 0);
        }

        return pairs;
    }

    private void Add(PlaintextClient toBare, PlaintextClient toOther, int requests, bool isBareFirst)
    {
        var first = RequestCost.Measure(isBareFirst ? toBare : toOther, requests);
        var second = RequestCost.Measure(isBareFirst ? toOther : toBare, requests);
        var (bare, other) = isBareFirst ? (first, second) : (second, first);
        _bare.Add(bare);
        _more.Add(other - bare);
    }
}
