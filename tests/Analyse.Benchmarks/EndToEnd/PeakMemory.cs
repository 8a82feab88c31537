using System.Globalization;

namespace Analyse.Benchmarks.EndToEnd;

/// <summary>The most memory that this process has held, as the operating system counts it.</summary>
internal static class PeakMemory
{
    /// <returns>Megabytes, or null where the system does not tell.</returns>
    public static double? Read()
    {
        const string Status = "/proc/self/status";
        const string Name = "VmHWM:";
        if (!File.Exists(Status))
        {
            return null;
        }

        var line = File.ReadLines(Status).First(line => line.StartsWith(Name, StringComparison.Ordinal));
        return double.Parse(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
