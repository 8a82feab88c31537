namespace Analyse.Storage;

/// <summary>The dead letters of all stores of a client.</summary>
internal sealed class DeadLetters(IEnumerable<IEventSource> sources) : IAnalyseDeadLetters
{
    private readonly IDeadLetterStore[] _stores = [.. sources.OfType<IDeadLetterStore>()];

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int most = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var letters = new List<DeadLetter>();
        foreach (var store in _stores)
        {
            letters.AddRange(await store.ListDeadAsync(most, cancellationToken).ConfigureAwait(false));
        }

        return [.. letters.OrderBy(static letter => letter.DiedAt).Take(most)];
    }

    public Task<int> ResendAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken = default) =>
        SumAsync(ids, (store, wanted) => store.ResendDeadAsync(wanted, cancellationToken));

    public Task<int> DeleteAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken = default) =>
        SumAsync(ids, (store, wanted) => store.DeleteDeadAsync(wanted, cancellationToken));

    private async Task<int> SumAsync(IEnumerable<Guid> ids, Func<IDeadLetterStore, IReadOnlyCollection<Guid>, ValueTask<int>> act)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Guid[] wanted = [.. ids];
        var sum = 0;
        foreach (var store in _stores)
        {
            sum += await act(store, wanted).ConfigureAwait(false);
        }

        return sum;
    }
}
