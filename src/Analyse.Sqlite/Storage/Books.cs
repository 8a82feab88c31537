using Analyse.Sqlite.Sql;
using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// The counts of the file since this process opened it: what it found there counts as accepted, and so does, together with
/// its end, what other processes put in. Used under the intake's lock.
/// </summary>
internal sealed class Books
{
    private Tally _file;
    private AnalyseLosses _losses;
    private long _accepted;
    private long _duplicates;
    private long _delivered;
    private long _dead;

    public long Waiting => _accepted - _delivered - _dead - _losses.Total;

    public long WaitingBytes { get; private set; }

    /// <summary>Events that were rejected for lack of room.</summary>
    public long Full { get; set; }

    /// <summary>Looks at a file for the first time, or at the one in its place. What is not there any more is lost.</summary>
    /// <returns>How many are lost.</returns>
    public long Open(in Tally file)
    {
        var waiting = file.Waiting - _file.Waiting;
        var dead = file.Dead - _file.Dead;
        var lost = Math.Max(-waiting, 0) + Math.Max(-dead, 0);
        _accepted += Math.Max(waiting, 0) + Math.Max(dead, 0);
        _dead += dead;
        _losses = _losses with { StoreDamaged = _losses.StoreDamaged + lost };
        WaitingBytes += file.Bytes - _file.Bytes;
        _file = file;
        return lost;
    }

    /// <summary>Adopts what other processes did.</summary>
    /// <param name="file">The file's sums now.</param>
    /// <param name="own">What this process has added to them since the last look.</param>
    public void Synchronize(in Tally file, in Tally own)
    {
        Add(file - _file - own);
        _file = file;
    }

    /// <summary>Adds a change that was not counted before.</summary>
    public void Add(in Tally change)
    {
        _accepted += change.Accepted;
        _delivered += change.Delivered;
        _dead += change.Dead;
        _losses += change.Losses;
        WaitingBytes += change.Bytes;
    }

    public void Accept(int length) => Add(Tally.OfAccepted(length));

    /// <summary>An event that was accepted is rejected after all.</summary>
    public void TakeBack(int length) => Subtract(Tally.OfAccepted(length));

    /// <summary>Takes back what was counted here and by the process that was faster, or what did not come about.</summary>
    public void Subtract(in Tally change) => Add(default(Tally) - change);

    /// <summary>The process ends, and only its memory held the event.</summary>
    public void LoseAtShutdown(int length)
    {
        _losses = _losses with { AtShutdown = _losses.AtShutdown + 1 };
        WaitingBytes -= length;
    }

    public void AddDuplicate(int change = 1) => _duplicates += change;

    /// <param name="oldestAge">How long the oldest event that can be claimed has been queued.</param>
    public StoreCounts ToCounts(TimeSpan? oldestAge) => new()
    {
        Accepted = _accepted,
        Duplicates = _duplicates,
        Full = Full,
        Delivered = _delivered,
        Waiting = Waiting,
        WaitingBytes = WaitingBytes,
        OldestAge = oldestAge,
        DeadLettered = _dead,
        Losses = _losses,
    };
}
