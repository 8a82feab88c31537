namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// Where the next claim begins. On PostgreSQL a deleted row stays in the index until a vacuum comes by, so that claims which
/// all began at the front would step over everything that was delivered. A claim therefore goes on where the last one ended,
/// and begins at the front again as soon as rows may be there: earlier rows that were committed late, whose lease is over,
/// or that came back.
/// </summary>
/// <param name="longest">How long rows at the front may go unseen while there is always more behind the cursor.</param>
/// <param name="time">The clock.</param>
internal sealed class ClaimCursor(TimeSpan longest, TimeProvider time)
{
    private Guid _after;
    private long _leftFrontAt;

    /// <summary>The next claim takes rows after this one.</summary>
    /// <value><see cref="Guid.Empty"/>: from the front.</value>
    public Guid After
    {
        get
        {
            if (_after != Guid.Empty && time.GetElapsedTime(_leftFrontAt) >= longest)
            {
                ToFront();
            }

            return _after;
        }
    }

    /// <summary>A full batch was claimed, and this is the last of its rows.</summary>
    public void MoveTo(Guid last)
    {
        if (_after == Guid.Empty)
        {
            _leftFrontAt = time.GetTimestamp();
        }

        _after = last;
    }

    public void ToFront() => _after = Guid.Empty;
}
