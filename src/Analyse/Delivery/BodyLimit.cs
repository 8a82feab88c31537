using System.Net;
using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>
/// The largest body that is worth sending. It is halved when one was too large for the service or too slow for the time of
/// a request, and grows again with each success that shows that there is room.
/// </summary>
internal sealed class BodyLimit(TimeProvider time)
{
    private const int Unlimited = int.MaxValue;
    private const double ShareOfTime = 0.8;

    // How long a service that said 413 is believed: a probe costs one request that is sent again in halves.
    private static readonly TimeSpan _trust = TimeSpan.FromSeconds(15);

    // A 408 that comes sooner does not say that the line is slow.
    private static readonly TimeSpan _shortestSlow = TimeSpan.FromSeconds(1);

    // Less is no measure of a speed.
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(0.1);

    private readonly Lock _lock = new();
    private readonly Countdown _trusted = new(time);
    private int _bytes = Unlimited;
    private int _proven = Unlimited;
    private int _smallestRejected = Unlimited;
    private int _slowInARow;

    public int Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>The limit with which the last body got through, if it was not raised then.</summary>
    public int ProvenBytes
    {
        get
        {
            lock (_lock)
            {
                return _proven;
            }
        }
    }

    /// <summary>The service rejected a body of several events for its size.</summary>
    public void TooLarge(int bodyLength)
    {
        lock (_lock)
        {
            _smallestRejected = Math.Min(_smallestRejected, bodyLength);
            _trusted.Start(_trust);
            Halve(bodyLength);
        }
    }

    /// <summary>
    /// A body of several events got no answer that says anything about it. When a second one in a row takes too long, the
    /// line may be too slow for its size.
    /// </summary>
    /// <param name="answer">What came instead.</param>
    /// <param name="took">How long that took.</param>
    /// <param name="bodyLength">The length of the body.</param>
    public void Failed(in TransportAnswer answer, TimeSpan took, int bodyLength)
    {
        var isSlow = answer.Failure is TimeoutException || (answer.Status is HttpStatusCode.RequestTimeout && took >= _shortestSlow);
        lock (_lock)
        {
            _slowInARow = isSlow ? _slowInARow + 1 : 0;
            if (_slowInARow > 1)
            {
                Halve(bodyLength);
            }
        }
    }

    /// <summary>A single event was rejected for its size: smaller batches would not help.</summary>
    public void IsNotTheCause() => Reset();

    /// <summary>A body got through.</summary>
    /// <param name="bodyLength">Its length.</param>
    /// <param name="took">How long its request took.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="enough">A limit that is as good as none.</param>
    public void Fits(int bodyLength, TimeSpan took, TimeSpan timeout, int enough)
    {
        lock (_lock)
        {
            _slowInARow = 0;
            if (_bytes == Unlimited)
            {
                return;
            }

            var factor = _trusted.Remaining > TimeSpan.Zero ? 1 : GrowthOf(Math.Min(bodyLength, _bytes), took, timeout);
            if (_bytes >= enough / factor)
            {
                Forget();
                return;
            }

            _bytes *= factor;
            _proven = factor == 1 ? _bytes : Unlimited;
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            Forget();
        }
    }

    private int GrowthOf(int bodyLength, TimeSpan took, TimeSpan timeout)
    {
        // What the time allows at the speed of this request.
        var room = bodyLength * (timeout * ShareOfTime / Max(took, _shortest));
        // Near a size that was rejected a small step costs less.
        var mayLeap = 4d * _bytes < _smallestRejected || _bytes >= _smallestRejected;
        return mayLeap && room >= 4d * _bytes ? 4 : room >= 2d * _bytes ? 2 : 1;
    }

    private void Halve(int bodyLength) => _bytes = Math.Min(_bytes, bodyLength / 2);

    private void Forget()
    {
        _bytes = Unlimited;
        _proven = Unlimited;
        _slowInARow = 0;
        _smallestRejected = Unlimited;
        _trusted.Stop();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
