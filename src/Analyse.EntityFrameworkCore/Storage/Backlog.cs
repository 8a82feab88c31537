namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// What this instance knows of the rows that wait. The table is shared, so this is what the last look and the commits of
/// this process tell, not a count of the table.
/// </summary>
internal sealed class Backlog(TimeProvider time)
{
    private DateTimeOffset _oldest;

    public long Rows { get; private set; }

    public DateTimeOffset? Oldest => Rows > 0 ? _oldest : null;

    /// <summary>Rows were committed by this process.</summary>
    public void Committed(int rows) => Returned(rows, time.GetUtcNow());

    /// <summary>A look has found a row, and there may be more.</summary>
    public void Found(DateTimeOffset oldest)
    {
        Rows = Math.Max(Rows, 1);
        _oldest = oldest;
    }

    /// <summary>Rows were given back.</summary>
    public void Returned(int rows, DateTimeOffset oldest)
    {
        _oldest = Rows > 0 && _oldest < oldest ? _oldest : oldest;
        Rows += rows;
    }

    /// <summary>Rows were claimed.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="mayBeMore">Whether the claim ended for another reason than that there was nothing more.</param>
    public void Claimed(int rows, bool mayBeMore) => Rows = mayBeMore ? Math.Max(Rows - rows, 1) : 0;

    /// <summary>Nothing waits, or nobody can say.</summary>
    public void Clear() => Rows = 0;
}
