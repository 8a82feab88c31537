using Analyse.Sqlite.Sql;
using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// The books of the file since this process opened it: what it found there counts as accepted, and so does, together with
/// its end, what other processes put in. Used under the intake's lock.
/// </summary>
internal sealed class Books
{
    private Tally _file;
    private long _accepted;
    private long _duplicates;
    private long _delivered;
    private long _dead;
    private long _lost;

    public long Waiting => _accepted - _delivered - _dead - _lost;

    public long WaitingBytes { get; private set; }

    /// <summary>Events that were rejected for lack of room.</summary>
    public long Full { get; set; }

    /// <summary>Looks at a file for the first time, or at the one in its place. What is not there any more is lost.</summary>
    /// <returns>How many are lost.</returns>
    public long Open(in Tally file)
    {
        var more = Math.Max(file.Waiting - _file.Waiting, 0);
        var lost = Math.Max(_file.Waiting - file.Waiting, 0);
        _accepted += more;
        _lost += lost;
        WaitingBytes += file.Bytes - _file.Bytes;
        _file = file;
        return lost;
    }

    /// <summary>Adopts what other processes did.</summary>
    /// <param name="file">The file's sums now.</param>
    /// <param name="own">What this process has added to them since the last look.</param>
    public void Synchronize(in Tally file, in Tally own)
    {
        var others = file - _file - own;
        _accepted += others.Accepted;
        _delivered += others.Delivered;
        _dead += others.Dead;
        WaitingBytes += others.Bytes;
        _file = file;
    }

    public void Accept(int length)
    {
        _accepted++;
        WaitingBytes += length;
    }

    /// <summary>An event that was accepted is refused after all.</summary>
    public void TakeBack(int length)
    {
        _accepted--;
        WaitingBytes -= length;
    }

    public void Deliver(int length)
    {
        _delivered++;
        WaitingBytes -= length;
    }

    public void PutAside(int length)
    {
        _dead++;
        WaitingBytes -= length;
    }

    public void Lose(int length)
    {
        _lost++;
        WaitingBytes -= length;
    }

    /// <summary>Dead letters wait again. Those of an earlier run are new to these books.</summary>
    /// <param name="change">What it changed in the file's sums.</param>
    public void Resend(in Tally change)
    {
        var fromEarlier = Math.Max(-change.Dead - _dead, 0);
        _accepted += fromEarlier;
        _dead += change.Dead + fromEarlier;
        WaitingBytes += change.Bytes;
    }

    public void AddDuplicate(int change = 1) => _duplicates += change;

    /// <summary>Takes back what was counted here and by the process that was faster.</summary>
    public void CountOnce(in Tally alreadyGone)
    {
        _delivered -= alreadyGone.Delivered;
        _dead -= alreadyGone.Dead;
        WaitingBytes -= alreadyGone.Bytes;
    }

    public StoreCounts ToCounts(DateTimeOffset? oldestWaiting) => new()
    {
        Accepted = _accepted,
        Duplicates = _duplicates,
        Full = Full,
        Delivered = _delivered,
        Waiting = Waiting,
        WaitingBytes = WaitingBytes,
        OldestWaiting = oldestWaiting,
        DeadLettered = _dead,
        Lost = _lost,
    };
}
