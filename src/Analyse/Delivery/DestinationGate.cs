using Analyse.Diagnostics;
using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>
/// What the service has said, for everything that is sent to it: when the next attempt may be, how large it may be, and
/// whether anything ever went through. One gate per destination, shared by all loops.
/// </summary>
internal sealed class DestinationGate(TimeProvider time, Func<double> chance)
{
    private readonly Lock _lock = new();
    private readonly DrainPace _pace = new();
    private readonly LogLimit _loud = new(time, TimeSpan.FromHours(1));
    private readonly Countdown _shut = new(time);
    private readonly Countdown _turn = new(time);
    private GateState _state;
    private GateState _told;
    private int _failures;
    private int _pauses;
    private int _largestBody = int.MaxValue;

    /// <summary>The events that were rejected since the last success.</summary>
    public RejectionRun Rejections { get; } = new();

    /// <summary>Why nothing is sent now.</summary>
    public GateState State
    {
        get
        {
            lock (_lock)
            {
                return _shut.Remaining > TimeSpan.Zero ? _state : GateState.Open;
            }
        }
    }

    /// <summary>What the last answer meant, also when the wait that followed is over.</summary>
    public GateState LastState
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>The largest body that is worth sending, learnt from the service's refusals; it is remembered for good.</summary>
    public int LargestBody
    {
        get
        {
            lock (_lock)
            {
                return _largestBody;
            }
        }
    }

    /// <summary>How long until the next attempt may be; nothing when it may be now.</summary>
    public TimeSpan TimeUntilOpen
    {
        get
        {
            lock (_lock)
            {
                return Remaining();
            }
        }
    }

    /// <summary>
    /// Asks to send one batch. While the service is being tried out after failures there is one batch under way, whichever
    /// loop it comes from; what comes of it gives the turn back, and so does <see cref="ReturnTurn"/>.
    /// </summary>
    /// <param name="longest">When the turn ends even if nobody says what came of it.</param>
    public bool TryTakeTurn(TimeSpan longest)
    {
        lock (_lock)
        {
            if (Remaining() > TimeSpan.Zero)
            {
                return false;
            }

            if (_state is not GateState.Open || _pace.Interval > TimeSpan.Zero)
            {
                _turn.Start(longest);
            }

            return true;
        }
    }

    /// <summary>
    /// There was nothing to send after all. Should another loop have taken its turn meanwhile, that ends too, which costs
    /// one batch more under way and nothing else.
    /// </summary>
    public void ReturnTurn()
    {
        lock (_lock)
        {
            _turn.Stop();
        }
    }

    /// <summary>The service took something.</summary>
    /// <returns>Whether it had failed before.</returns>
    public bool Delivered()
    {
        Rejections.Delivered();
        lock (_lock)
        {
            var recovers = _state is not GateState.Open;
            _pace.Delivered();
            Open();
            return recovers;
        }
    }

    /// <summary>An attempt failed and may be repeated.</summary>
    /// <returns>Whether this is the first failure after a success.</returns>
    public bool Failed(in TransportAnswer answer)
    {
        var asked = RetryAfterHeader.Parse(answer.RetryAfter, time.GetUtcNow());
        lock (_lock)
        {
            var isFirst = _state is GateState.Open;
            if (asked is { } wait)
            {
                _pace.Failed();
                Shut(GateState.AskedToWait, RetrySchedule.RetryAfter(wait, chance()));
            }
            else if (_state is not GateState.BackingOff || _shut.Remaining == TimeSpan.Zero)
            {
                // An attempt that a flush made in spite of the wait says nothing new, and does not make the wait longer.
                _failures++;
                _pace.Failed();
                Shut(GateState.BackingOff, RetrySchedule.BackOff(_failures, chance()));
            }

            return isFirst;
        }
    }

    /// <summary>Nothing will go through until somebody mends the key or the host.</summary>
    /// <returns>Whether it is time to say so.</returns>
    public bool Pause(GateState state)
    {
        lock (_lock)
        {
            if (_told != state)
            {
                _told = state;
                _loud.Reset();
            }

            _pauses++;
            _pace.Failed();
            Shut(state, RetrySchedule.Pause(_pauses));
            return _loud.TryTake();
        }
    }

    /// <summary>A body of this size was too large for the service.</summary>
    public void LearnTooLarge(int bodyLength)
    {
        lock (_lock)
        {
            _largestBody = Math.Min(_largestBody, bodyLength / 2);
        }
    }

    /// <summary>The destination has changed: what was said by the old one no longer counts.</summary>
    public void Reset()
    {
        Rejections.Delivered();
        lock (_lock)
        {
            _largestBody = int.MaxValue;
            _pace.Reset();
            Open();
        }
    }

    private void Open()
    {
        _state = GateState.Open;
        _failures = 0;
        _pauses = 0;
        _loud.Reset();
        _shut.Stop();
        _turn.Start(RetrySchedule.Paced(_pace.Interval, chance()));
    }

    private void Shut(GateState state, TimeSpan wait)
    {
        _state = state;
        _shut.Start(wait);
        _turn.Stop();
    }

    private TimeSpan Remaining() => _shut.Remaining > _turn.Remaining ? _shut.Remaining : _turn.Remaining;
}
