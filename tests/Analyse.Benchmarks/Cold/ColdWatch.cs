using System.Diagnostics;

namespace Analyse.Benchmarks.Cold;

/// <summary>Wall time and processor time of the process since it was made.</summary>
internal sealed class ColdWatch
{
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private readonly long _start = Stopwatch.GetTimestamp();

    public ColdRun Stop(TimeSpan capturing, int events)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        var cpu = Environment.CpuUsage.TotalTime - _cpu;
        return new ColdRun(capturing.TotalMicroseconds / events, events / elapsed.TotalSeconds, cpu.TotalMicroseconds / events);
    }
}
