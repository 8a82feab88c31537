using Microsoft.Extensions.Time.Testing;

namespace Analyse.Tests.Support;

/// <summary>A clock whose wall time can be set without any time passing, as an administrator or a time server does.</summary>
public sealed class SteppingClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.Zero))
{
    private long _steps;
    private long _skipped;

    /// <summary>Sets the wall clock by so much; timers and timestamps do not notice.</summary>
    public void Step(TimeSpan change) => Interlocked.Add(ref _steps, change.Ticks);

    /// <summary>Lets time pass for all clocks without firing a timer for each of its intervals.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow().AddTicks(Interlocked.Read(ref _steps) + Interlocked.Read(ref _skipped));

    public override long GetTimestamp() => base.GetUtcNow().Ticks + Interlocked.Read(ref _skipped);
}
