using Analyse.Diagnostics;
using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>When the next attempt may be, for everything that is sent to one destination; all loops share it.</summary>
internal sealed class DestinationGate(TimeProvider time, Func<double> chance, SteadyLoad load)
{
    private readonly Lock _lock = new();
    private readonly Turns _turns = new(time, chance, load);
    private readonly LogLimit _loud = new(time, TimeSpan.FromHours(1));
    private readonly Countdown _shut = new(time);
    private GateState _state;
    private GateState _told;
    private int _pauses;

    /// <summary>How large a body may be.</summary>
    public BodyLimit Body { get; } = new(time);

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

    /// <summary>Attempts that failed since the last success.</summary>
    public int FailuresInARow
    {
        get
        {
            lock (_lock)
            {
                return _turns.FailuresInARow;
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

    /// <summary>The part of <see cref="TimeUntilOpen"/> that a flush waits for as well: what failures and the service ask for.</summary>
    public TimeSpan TimeUntilRetry
    {
        get
        {
            lock (_lock)
            {
                return _shut.Remaining;
            }
        }
    }

    /// <summary>
    /// Asks to send one batch. After failures there is one batch under way, whichever loop it comes from; what comes of it
    /// gives the turn back, and so does <see cref="ReturnTurn"/>.
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

            _turns.Take(_state is GateState.Open && _turns.IsFree ? TimeSpan.Zero : longest);
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
            _turns.Return();
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
            _turns.Delivered();
            Open();
            return recovers;
        }
    }

    /// <summary>An attempt failed and may be repeated.</summary>
    /// <returns>Whether this is the first failure after a success.</returns>
    public bool Failed(in TransportAnswer answer)
    {
        var asked = RetryAfterHeader.Parse(answer.RetryAfter, answer.Date ?? time.GetUtcNow());
        lock (_lock)
        {
            var isFirst = _state is GateState.Open;
            if (asked is { } wait)
            {
                // The first time the service is taken at its word; a fleet that is told the same again keeps to its pace.
                _turns.Failed(isPaced: !isFirst);
                Shut(GateState.AskedToWait, RetrySchedule.RetryAfter(wait, chance()));
            }
            else if (_state is not GateState.BackingOff || _shut.Remaining == TimeSpan.Zero)
            {
                // An attempt that a flush made in spite of the wait says nothing new, and does not make the wait longer.
                _turns.Failed(isPaced: true);
                Shut(GateState.BackingOff, RetrySchedule.BackOff(_turns.SinceSuccess, chance()));
            }

            return isFirst;
        }
    }

    /// <summary>Nothing will go through until somebody corrects the key, the host or what the service rejects everything for.</summary>
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
            _turns.Failed(isPaced: false);
            Shut(state, state is GateState.Rejecting ? RetrySchedule.Probe(_pauses) : RetrySchedule.Pause(_pauses));
            return _loud.TryTake();
        }
    }

    /// <summary>The destination has changed: what the old one answered no longer counts.</summary>
    public void Reset()
    {
        Rejections.Delivered();
        Body.Reset();
        lock (_lock)
        {
            _turns.Reset();
            Open();
        }
    }

    private void Open()
    {
        _state = GateState.Open;
        _pauses = 0;
        _loud.Reset();
        _shut.Stop();
    }

    private void Shut(GateState state, TimeSpan wait)
    {
        _state = state;
        _shut.Start(wait);
    }

    private TimeSpan Remaining() => _shut.Remaining > _turns.UntilNext ? _shut.Remaining : _turns.UntilNext;
}
