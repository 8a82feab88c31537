using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>
/// Tells whether an event of one source has been queued for more than a minute. It goes by positions in the queue and by
/// elapsed time, so that a wall clock that is set makes no event old.
/// </summary>
internal sealed class Lateness(TimeProvider time)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _resolution = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<Mark> _marks = [];
    private long _departed;
    private long _entered;
    private long _left;

    /// <summary>Looks at the source; between two looks nothing is known of when an event came.</summary>
    /// <returns>Whether an event has been queued for more than a minute.</returns>
    public bool Look(in StoreCounts counts)
    {
        lock (_lock)
        {
            Follow(counts);
            SetMark();
            return _marks.Count > 0 && IsOld(_marks[0]);
        }
    }

    // What left is counted here again, since the counts of a store can fall: dead letters are sent again, and rows of an
    // outbox are delivered by other instances.
    private void Follow(in StoreCounts counts)
    {
        var departed = counts.Accepted - counts.Waiting;
        _left = Math.Max(_left + Math.Max(0, departed - _departed), _entered - counts.Waiting);
        _departed = departed;
        _entered = Math.Max(_entered, _left + counts.Waiting);
    }

    private void SetMark()
    {
        _marks.RemoveAll(mark => mark.Entered <= _left);
        if (_entered > (_marks.Count > 0 ? _marks[^1].Entered : _left))
        {
            if (_marks.Count > 0 && time.GetElapsedTime(_marks[^1].At) < _resolution)
            {
                _marks[^1] = _marks[^1] with { Entered = _entered };
            }
            else
            {
                _marks.Add(new Mark(time.GetTimestamp(), _entered));
            }
        }

        // One old mark tells as much as many.
        while (_marks.Count > 1 && IsOld(_marks[1]))
        {
            _marks.RemoveAt(0);
        }
    }

    private bool IsOld(Mark mark) => time.GetElapsedTime(mark.At) > _limit;

    /// <summary>Events up to this position in the queue had come by then.</summary>
    private readonly record struct Mark(long At, long Entered);
}
