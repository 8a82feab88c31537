namespace Analyse.Storage;

/// <summary>The mark of a store that nobody else uses, and that gives its oldest events first: its counts say what is left.</summary>
internal sealed class CountedMark(IEventSource source) : IStoreMark
{
    private readonly long _end = EndedOf(source.Counts) + source.Counts.Waiting;

    public ValueTask<long> CountLeftAsync(CancellationToken cancellationToken) =>
        new(Math.Max(0, Math.Min(_end - EndedOf(source.Counts), source.Counts.Waiting)));

    private static long EndedOf(in StoreCounts counts) => counts.Delivered + counts.DeadLettered + counts.Lost;
}
