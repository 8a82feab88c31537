using Microsoft.Extensions.Time.Testing;

namespace Analyse.Tests.Support;

/// <summary>A clock whose wall time can be set without any time passing, as an administrator or a time server does.</summary>
public sealed class SteppingClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.Zero))
{
    private long _steps;

    /// <summary>Sets the wall clock by so much; timers and timestamps do not notice.</summary>
    public void Step(TimeSpan change) => Interlocked.Add(ref _steps, change.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _steps));

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
