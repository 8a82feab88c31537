namespace Analyse.EntityFrameworkCore.Storage;

/// <content>The side of the rows that are held back.</content>
internal sealed partial class OutboxSource<TContext>
{
    public async ValueTask ReleaseAsync(int most, CancellationToken cancellationToken)
    {
        var released = _held.Take(most);
        _counts.Released(released);
        _cursor.ToFront();
        await TryAsync(
            async session =>
            {
                await CompleteLeftoversAsync(session, cancellationToken).ConfigureAwait(false);
                foreach (var held in released.GroupBy(static row => row.Lease, static row => row.Row))
                {
                    await new OutboxTable(session).ReleaseAsync(held.Key, [.. held], cancellationToken).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void EndHolds()
    {
        if (_held.TakeOver() is { Count: > 0 } over)
        {
            _counts.Released(over);
            _cursor.ToFront();
        }
    }
}
