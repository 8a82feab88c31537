using System.Diagnostics;

namespace Analyse.Benchmarks.Cold;

/// <summary>Starts this program again for one measurement.</summary>
internal static class ColdProcess
{
    /// <returns>What the process printed, and the milliseconds from its start until it did.</returns>
    public static (string Printed, double Milliseconds) Run(string what, Uri service)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [ColdChild.Command, what, service.AbsoluteUri]) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadLine();
        var elapsed = Stopwatch.GetElapsedTime(start);
        process.WaitForExit();
        return printed is not null && process.ExitCode == 0
            ? (printed, elapsed.TotalMilliseconds)
            : throw new InvalidOperationException($"The measurement '{what}' failed with exit code {process.ExitCode}.");
    }
}
