namespace Analyse.Storage.Memory;

/// <content>The side of the dead letters.</content>
internal sealed partial class MemoryStore
{
    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(int most, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_deadLetters.List(most));
        }
    }

    public ValueTask<int> ResendDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        StoreWaiter? satisfied;
        int count;
        lock (_lock)
        {
            if (_closed)
            {
                return new(0);
            }

            var letters = _deadLetters.Take(ids);
            foreach (var letter in letters)
            {
                _queue.PushBack(new EventHeader(letter.Id, letter.CapturedAt, _time.GetTimestamp(), letter.Json.Length), letter.Json.Span);
            }

            count = letters.Count;
            satisfied = TakeSatisfiedWaiter();
        }

        satisfied?.Release();
        return new(count);
    }

    public ValueTask<int> DeleteDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_deadLetters.Delete(ids));
        }
    }
}
