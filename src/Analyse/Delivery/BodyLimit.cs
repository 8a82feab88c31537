namespace Analyse.Delivery;

/// <summary>
/// The largest body that is worth sending. It is halved when one was too large for the service or too slow for the time of
/// a request, and grows again, up to fourfold, with each success that shows that there is room.
/// </summary>
internal sealed class BodyLimit(TimeProvider time)
{
    private const int Unlimited = int.MaxValue;
    private const double ShareOfTime = 0.8;

    // How long a service that said 413 is believed: a probe costs one request that is sent again in halves.
    private static readonly TimeSpan _trust = TimeSpan.FromSeconds(15);

    // Less is no measure of a speed.
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(0.1);

    private readonly Lock _lock = new();
    private readonly Countdown _trusted = new(time);
    private int _bytes = Unlimited;

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

    /// <summary>The service rejected a body of several events for its size.</summary>
    public void TooLarge(int bodyLength)
    {
        lock (_lock)
        {
            _trusted.Start(_trust);
            _bytes = Math.Min(_bytes, bodyLength / 2);
        }
    }

    /// <summary>A body was not with the service within the time of a request.</summary>
    public void TooSlow(int bodyLength)
    {
        lock (_lock)
        {
            _bytes = Math.Min(_bytes, bodyLength / 2);
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
            if (_bytes == Unlimited || _trusted.Remaining > TimeSpan.Zero)
            {
                return;
            }

            // What the time allows at the speed of this request.
            var room = Math.Min(bodyLength, _bytes) * (timeout * ShareOfTime / Max(took, _shortest));
            var factor = room >= 4d * _bytes ? 4 : room >= 2d * _bytes ? 2 : 1;
            _bytes = _bytes < enough / factor ? _bytes * factor : Unlimited;
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _bytes = Unlimited;
            _trusted.Stop();
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
