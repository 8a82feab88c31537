namespace Analyse.Benchmarks.Report;

/// <summary>A measured figure and what it is to reach.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median, or null when it could not be measured here.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Target">The target, or null when the figure is only for information.</param>
/// <param name="MoreIsBetter">Whether the target is a least and not a most.</param>
internal sealed record Figure(string Name, double? Value, string Unit, double? Target = null, bool MoreIsBetter = false)
{
    /// <summary>Whether the target is reached, or missed by no more than the factor.</summary>
    public bool IsMet(double tolerance = 1) => Value is not { } value || Target is not { } target
        || (MoreIsBetter ? value >= target / tolerance : value <= target * tolerance);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
