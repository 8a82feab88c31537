using System.Diagnostics;
using Analyse.Benchmarks.Report;

namespace Analyse.Benchmarks.Requests;

/// <summary>What one request costs.</summary>
/// <param name="Bytes">What the process allocated for it.</param>
/// <param name="Microseconds">How long it took.</param>
internal readonly record struct RequestCost(double Bytes, double Microseconds)
{
    /// <summary>Makes requests one after the other, or several at once, and divides.</summary>
    public static RequestCost Measure(PlaintextClient client, int requests)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        client.Send(requests);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new((GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)requests, elapsed.TotalMicroseconds / requests);
    }

    public static RequestCost Median(IReadOnlyCollection<RequestCost> costs) =>
        new(Figure.Median(costs.Select(static cost => cost.Bytes)), Figure.Median(costs.Select(static cost => cost.Microseconds)));

    public static RequestCost operator -(RequestCost left, RequestCost right) =>
        new(left.Bytes - right.Bytes, left.Microseconds - right.Microseconds);
}
