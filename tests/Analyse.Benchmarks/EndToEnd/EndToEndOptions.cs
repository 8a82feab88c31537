using System.Globalization;

namespace Analyse.Benchmarks.EndToEnd;

/// <summary>The options of the end-to-end program.</summary>
/// <param name="Events">Events that each run captures and delivers.</param>
/// <param name="Runs">Runs of which the median counts.</param>
/// <param name="Check">Whether a missed target makes the program fail.</param>
/// <param name="Tolerance">The factor by which a target may be missed before the program fails: machines differ.</param>
internal sealed record EndToEndOptions(int Events = 200_000, int Runs = 5, bool Check = false, double Tolerance = 3)
{
    public static EndToEndOptions Parse(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => new EndToEndOptions(),
        ["--check", .. var rest] => Parse(rest) with { Check = true },
        ["--events", var value, .. var rest] => Parse(rest) with { Events = int.Parse(value, CultureInfo.InvariantCulture) },
        ["--runs", var value, .. var rest] => Parse(rest) with { Runs = int.Parse(value, CultureInfo.InvariantCulture) },
        ["--tolerance", var value, .. var rest] => Parse(rest) with { Tolerance = double.Parse(value, CultureInfo.InvariantCulture) },
        [var unknown, ..] => throw new ArgumentException($"'{unknown}' is no option: there are --events, --runs, --check and --tolerance."),
    };
}
