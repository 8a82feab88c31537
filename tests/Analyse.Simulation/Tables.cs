namespace Analyse.Simulation;

/// <summary>The figures as tables.</summary>
internal static class Tables
{
    private const int Seeds = 8;

    private static readonly (double Minutes, double Failing, bool Hangs)[] _fleetOutages =
        [(1, 0, false), (5, 0, false), (30, 0, false), (30, 0.1, false), (30, 0, true)];

    public static void PrintFailures(TextWriter output)
    {
        output.WriteLine($"Independent failures, 4 clients, 1 hour, {Seeds} seeds, the worst of each: delivered share, oldest wait, and whether a client called itself late");
        output.WriteLine("failing |" + string.Concat(IndependentFailures.Loads.Select(load => $" {load,6} events/s       |")));
        foreach (var rate in IndependentFailures.Rates)
        {
            var cells = IndependentFailures.Loads
                .Select(load => IndependentFailures.WorstOf(Seeds, load, rate))
                .Select(cell => $" {cell.Delivered,6:P1} {cell.OldestWait.TotalSeconds,6:F1} s {(cell.WasLate ? "late" : ""),4} |");
            output.WriteLine($"{rate,7:P0} |{string.Concat(cells)}");
        }
    }

    public static void PrintFailuresAfterOutage(TextWriter output)
    {
        output.WriteLine("Independent failures after an outage of 30 minutes, 4 clients: delivered in half an hour, from 5 minutes after its end, by what was captured then");
        output.WriteLine("failing |" + string.Concat(IndependentFailures.Loads.Select(load => $" {load,6} events/s |")));
        foreach (var rate in IndependentFailures.Rates)
        {
            var cells = IndependentFailures.Loads
                .Select(load => $" {IndependentFailures.AfterOutage(load, rate).Delivered,12:P1}    |");
            output.WriteLine($"{rate,7:P0} |{string.Concat(cells)}");
        }
    }

    public static void PrintRecovery(TextWriter output)
    {
        output.WriteLine("Time to catch up after an outage, one client, 200 seeds: median and longest");
        output.WriteLine("outage  |   5 events/s    |  50 events/s    | 500 events/s    | 50, 10 % failing | 50, no answer   |");
        foreach (var (outage, _) in Recovery.Limits)
        {
            var cells = new[] { Recovery.Run(outage, 5), Recovery.Run(outage), Recovery.Run(outage, 500), Recovery.Run(outage, failureRate: 0.1), Recovery.Run(outage, hangs: true) }
                .Select(cell => $" {cell.Median.TotalSeconds,5:F1} / {cell.Longest.TotalSeconds,5:F1} s |");
            output.WriteLine($"{(outage == 0 ? "1 req." : $"{outage} s"),7} |{string.Concat(cells)}");
        }
    }

    public static void PrintFleet(TextWriter output)
    {
        output.WriteLine($"A fleet of 1,000 after an outage, capacity 1.5 times the steady load, {Seeds} seeds: the worst of each");
        output.WriteLine("limited by | outage  | service | failing | peak second | peak 10 s | drained  | of the least | lost");
        foreach (var countsEvents in new[] { false, true })
        {
            foreach (var (minutes, failing, hangs) in _fleetOutages)
            {
                var runs = Enumerable.Range(1, Seeds)
                    .AsParallel()
                    .Select(seed => FleetRecovery.Run(countsEvents, seed, minutes, failureRate: failing, hangs: hangs))
                    .ToArray();
                output.WriteLine(
                    $"{(countsEvents ? "events" : "requests"),10} | {minutes,3:F0} min | {(hangs ? "hangs" : "refuses"),7} | {failing,7:P0} | {runs.Max(run => run.PeakSecond),9:F2} x | {runs.Max(run => run.PeakMean),7:F2} x | "
                    + $"{runs.Max(run => run.UntilDrained):hh\\:mm\\:ss} | {runs.Max(run => run.RelativeTime),10:F2} x | {runs.Max(run => run.Lost)}");
            }
        }
    }
}
