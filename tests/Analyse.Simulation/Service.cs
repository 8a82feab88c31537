using System.Net;
using Analyse.Transport;

namespace Analyse.Simulation;

/// <summary>A service that is down for a while, fails now and then, takes so much in each second, and rejects the rest at once.</summary>
internal sealed class Service(Scenario scenario, Random random)
{
    private readonly List<int> _requests = [];
    private double _taken;
    private bool _hasFailedOnce;

    /// <summary>The most requests per second from a moment on, as a mean over so many seconds.</summary>
    public double PeakFrom(TimeSpan start, int seconds)
    {
        var peak = 0d;
        for (var first = (int)start.TotalSeconds; first + seconds <= _requests.Count; first++)
        {
            peak = Math.Max(peak, _requests.GetRange(first, seconds).Average());
        }

        return peak;
    }

    /// <summary>Requests that were not answered with a 2xx.</summary>
    public int Failed { get; private set; }

    public TransportAnswer Answer(TimeSpan now, int events)
    {
        var answer = Judge(now, events);
        Failed += answer.Status is HttpStatusCode.OK ? 0 : 1;
        return answer;
    }

    private TransportAnswer Judge(TimeSpan now, int events)
    {
        Count(now);
        if (scenario.Outage.Covers(now) || IsTheOneThatFails(now))
        {
            return new TransportAnswer
            {
                Failure = scenario.Outage.Hangs ? new TimeoutException() : new HttpRequestException(HttpRequestError.ConnectionError),
            };
        }

        var cost = scenario.Capacity.CountsEvents ? events : 1;
        if (random.NextDouble() < scenario.FailureRate || _taken + cost > scenario.Capacity.PerSecond)
        {
            return TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);
        }

        _taken += cost;
        return TransportAnswer.Of(HttpStatusCode.OK);
    }

    private bool IsTheOneThatFails(TimeSpan now)
    {
        var fails = scenario.Outage.IsOneRequest && now >= scenario.Outage.Start && !_hasFailedOnce;
        _hasFailedOnce |= fails;
        return fails;
    }

    private void Count(TimeSpan now)
    {
        while (_requests.Count <= (int)now.TotalSeconds)
        {
            _requests.Add(0);
            _taken = 0;
        }

        _requests[^1]++;
    }
}
