using System.Net;
using Analyse.Transport;

namespace Analyse.Simulation;

/// <summary>A service that is down for a while, takes so much in each second, and refuses the rest at once.</summary>
internal sealed class Service(Outage outage, Capacity capacity)
{
    private readonly Dictionary<int, int> _requests = [];
    private int _second;
    private int _taken;

    /// <summary>The most requests in one second from the end of the outage on.</summary>
    public int PeakAfterOutage => PeakFrom(outage.End);

    public int PeakFrom(TimeSpan start) => _requests.Where(entry => entry.Key >= (int)start.TotalSeconds).Max(entry => entry.Value);

    public TransportAnswer Answer(TimeSpan now, int events)
    {
        Count(now);
        if (outage.Covers(now))
        {
            return new TransportAnswer { Failure = new HttpRequestException(HttpRequestError.ConnectionError) };
        }

        var cost = capacity.CountsEvents ? events : 1;
        if (_taken + cost > capacity.PerSecond)
        {
            return TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);
        }

        _taken += cost;
        return TransportAnswer.Of(HttpStatusCode.OK);
    }

    private void Count(TimeSpan now)
    {
        var second = (int)now.TotalSeconds;
        _requests[second] = _requests.GetValueOrDefault(second) + 1;
        if (second != _second)
        {
            _second = second;
            _taken = 0;
        }
    }
}
