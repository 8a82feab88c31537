using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>
/// The events of one source that were rejected without proof that it is they, and when each is tried again: one by one as soon
/// as others got through, all of them when one of them did, and a few now and then when there is nothing else to try.
/// </summary>
internal sealed class Suspects(RejectionRun run, TimeProvider time)
{
    /// <summary>How many events are sent to find out whether the service accepts any.</summary>
    public const int ProbeSize = 10;

    private const int MaxStrikes = 10_000;

    // Of each event, how many requests had got through when it was rejected last.
    private readonly Dictionary<Guid, long> _strikes = [];
    private readonly Countdown _retry = new(time);
    private long _successesAtHold;
    private long _successesAtRetry;
    private int _retries;
    private bool _areInnocent;
    private bool _isOneReleased;

    /// <summary>How long until they are tried again although nothing got through.</summary>
    public TimeSpan UntilRetry => _retry.Remaining;

    /// <summary>An event was rejected alone in its batch. It is proven bad when others got through since it was rejected before.</summary>
    public bool IsProven(Guid id) => _strikes.TryGetValue(id, out var successes) && run.Successes > successes;

    /// <summary>A batch was sent: notes what is held of it, and forgets what became of its other events.</summary>
    public void Settle(EventBatch batch)
    {
        _isOneReleased = false;
        var holds = false;
        for (var i = 0; i < batch.Count; i++)
        {
            var id = batch.Entries[i].Id;
            switch (batch.Outcomes[i].Kind)
            {
                case EventOutcomeKind.Held:
                    AddStrike(id);
                    holds = true;
                    break;
                case EventOutcomeKind.Delivered when _strikes.Count > 0 && _strikes.Remove(id):
                    _areInnocent = true;
                    break;
                case EventOutcomeKind.Dead when _strikes.Count > 0:
                    _strikes.Remove(id);
                    break;
            }
        }

        if (holds)
        {
            _areInnocent = false;
            _successesAtHold = run.Successes;
            ScheduleRetry();
        }
    }

    /// <summary>Lets the source offer those that it is time to try again.</summary>
    public ValueTask ReleaseDueAsync(IEventSource source, CancellationToken cancellationToken)
    {
        var counts = source.Counts;
        if (counts.Held == 0)
        {
            return ValueTask.CompletedTask;
        }

        if (run.Successes > _successesAtHold)
        {
            if (_areInnocent)
            {
                return source.ReleaseAsync(int.MaxValue, cancellationToken);
            }

            // Alone, or beside others that prove something: two of them in one batch prove nothing.
            if (!_isOneReleased)
            {
                _isOneReleased = true;
                return source.ReleaseAsync(1, cancellationToken);
            }
        }

        return counts.OldestAge is null && _retry.Remaining == TimeSpan.Zero
            ? source.ReleaseAsync(ProbeSize, cancellationToken)
            : ValueTask.CompletedTask;
    }

    private void AddStrike(Guid id)
    {
        if (_strikes.Count >= MaxStrikes)
        {
            // What is forgotten has to be proven again.
            _strikes.Clear();
        }

        _strikes[id] = run.Successes;
    }

    private void ScheduleRetry()
    {
        if (run.Successes > _successesAtRetry)
        {
            _successesAtRetry = run.Successes;
            _retries = 0;
            _retry.Stop();
        }

        if (_retry.Remaining == TimeSpan.Zero)
        {
            _retries++;
            _retry.Start(RetrySchedule.Probe(_retries));
        }
    }
}
