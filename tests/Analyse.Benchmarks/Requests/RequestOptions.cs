using System.Globalization;

namespace Analyse.Benchmarks.Requests;

/// <summary>The options of the program that measures requests.</summary>
/// <param name="Pairs">Pairs of which the median counts.</param>
/// <param name="Requests">Requests of each half of a pair: few, so that the machine is the same for both.</param>
/// <param name="Depth">Requests that are sent at once: the more, the less of the time is the socket's.</param>
internal sealed record RequestOptions(int Pairs = 300, int Requests = 1_600, int Depth = 16)
{
    public static RequestOptions Parse(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => new RequestOptions(),
        ["--pairs", var value, .. var rest] => Parse(rest) with { Pairs = int.Parse(value, CultureInfo.InvariantCulture) },
        ["--requests", var value, .. var rest] => Parse(rest) with { Requests = int.Parse(value, CultureInfo.InvariantCulture) },
        ["--depth", var value, .. var rest] => Parse(rest) with { Depth = int.Parse(value, CultureInfo.InvariantCulture) },
        [var unknown, ..] => throw new ArgumentException($"'{unknown}' is no option: there are --pairs, --requests and --depth."),
    };
}
