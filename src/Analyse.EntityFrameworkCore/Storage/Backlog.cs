namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// What this instance knows of the rows that wait. The table is shared, so this is what the last look and the commits of
/// this process tell, not a count of the table.
/// </summary>
internal sealed class Backlog(TimeProvider time)
{
    private TimeSpan _age;
    private long _agedAt;

    public long Rows { get; private set; }

    /// <summary>How long the oldest row has been queued: what the clock of its capture told at the look, and what has passed since.</summary>
    public TimeSpan? OldestAge => Rows > 0 ? AgeNow : null;

    private TimeSpan AgeNow => _age + time.GetElapsedTime(_agedAt);

    /// <summary>Rows were committed by this process.</summary>
    public void Committed(int rows) => Returned(rows, TimeSpan.Zero);

    /// <summary>A look has found a row, and there may be more.</summary>
    public void Found(DateTimeOffset capturedAt)
    {
        Rows = Math.Max(Rows, 1);
        SetAge(AgeOf(capturedAt));
    }

    /// <summary>Rows were given back.</summary>
    public void Returned(int rows, DateTimeOffset capturedAt) => Returned(rows, AgeOf(capturedAt));

    /// <summary>Rows were claimed.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="mayBeMore">Whether the claim ended for another reason than that there was nothing more.</param>
    public void Claimed(int rows, bool mayBeMore) => Rows = mayBeMore ? Math.Max(Rows - rows, 1) : 0;

    /// <summary>Nothing waits, or nobody can say.</summary>
    public void Clear() => Rows = 0;

    private void Returned(int rows, TimeSpan age)
    {
        if (rows == 0)
        {
            return;
        }

        SetAge(Rows > 0 && AgeNow > age ? AgeNow : age);
        Rows += rows;
    }

    private void SetAge(TimeSpan age)
    {
        _age = age;
        _agedAt = time.GetTimestamp();
    }

    // Zero rather than less, when a clock was set back.
    private TimeSpan AgeOf(DateTimeOffset capturedAt)
    {
        var age = time.GetUtcNow() - capturedAt;
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
