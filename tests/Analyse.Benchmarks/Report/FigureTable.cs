using System.Globalization;

namespace Analyse.Benchmarks.Report;

/// <summary>Prints figures and whether each target is met.</summary>
internal static class FigureTable
{
    public static void Print(IEnumerable<Figure> figures, TextWriter output)
    {
        foreach (var figure in figures)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Name,-52} {Value(figure),16}  {Verdict(figure)}"));
        }
    }

    private static string Value(Figure figure) => figure.Value is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{(value < 1_000 ? $"{value:F2}" : $"{value:N0}")} {figure.Unit}")
        : "not measured";

    private static string Verdict(Figure figure) => figure.Target is not { } target
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{(figure.IsMet() ? "met" : "NOT MET")} (target: {(figure.MoreIsBetter ? "at least" : "at most")} {target:#,0.##} {figure.Unit})");
}
