using System.Security.Cryptography;
using Analyse.Sqlite.Files;
using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// The right to send the events of the file, which one process has at a time. Its holder renews it; when it is over, or its
/// holder has died, another process takes it. Used by the writer's thread.
/// </summary>
internal sealed class Lease(string path, TimeProvider time)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly string _owner = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly LifeSign _life = new(path);
    private DateTimeOffset _renewedAt;
    private DateTimeOffset _lostAt = DateTimeOffset.MinValue;

    public bool IsHeld { get; private set; }

    /// <summary>Renews the lease when it is time, or takes it when it is free.</summary>
    /// <param name="table">Where it is written.</param>
    /// <param name="othersWrote">Whether another process wrote to the file, and so may have taken it.</param>
    public void Update(LeaseTable table, bool othersWrote)
    {
        var now = time.GetUtcNow();
        var isFresh = IsHeld && now >= _renewedAt && now - _renewedAt < Heartbeat;
        if (isFresh && (!othersWrote || table.Read()?.Owner == _owner))
        {
            // The lease may have been taken from a process that hangs, and keeps its sign of life until it ends.
            _life.TryGive();
            return;
        }

        // The sign of life comes before the row: whoever sees the row must not find its holder without one.
        var proves = !IsHeld && now >= _lostAt + Heartbeat;
        var isAlone = _life.TryGive() && proves;
        var holder = table.Read();
        if ((isAlone || IsFree(holder, now)) && table.TryReplace(holder, new LeaseHolder(_owner, now + Duration)))
        {
            IsHeld = true;
            _renewedAt = now;
        }
        else
        {
            _lostAt = IsHeld ? now : _lostAt;
            Forget();
        }
    }

    /// <summary>Gives the lease up, so that another process can take it at once.</summary>
    public void Release(LeaseTable table)
    {
        if (IsHeld)
        {
            table.Release(_owner);
        }

        Forget();
    }

    /// <summary>The file that the lease was written in is of no use any more.</summary>
    public void Forget()
    {
        IsHeld = false;
        _life.Take();
    }

    // A lease that ends later than any can was written before the clock was set back.
    private bool IsFree(LeaseHolder? holder, DateTimeOffset now) =>
        holder is null || holder.Owner == _owner || holder.Until <= now || holder.Until > now + (2 * Duration);
}
