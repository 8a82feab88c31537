using System.Globalization;
using Analyse.Simulation;

// Prints what a fleet does to a service that comes back after an outage.
// Optional arguments: <instances> <events per second> <minutes of outage> <capacity relative to the steady load>.
var numbers = args.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
var scenario = new Scenario
{
    Instances = (int)numbers.ElementAtOrDefault(0) is > 0 and var instances ? instances : 1_000,
    EventsPerSecond = (int)numbers.ElementAtOrDefault(1) is > 0 and var events ? events : 5,
    OutageLength = TimeSpan.FromMinutes(numbers.ElementAtOrDefault(2) is > 0 and var minutes ? minutes : 30),
    Headroom = numbers.ElementAtOrDefault(3) is > 0 and var headroom ? headroom : 1.5,
};

Console.WriteLine(
    $"{scenario.Instances} instances x {scenario.EventsPerSecond} events/s, steady {scenario.SteadyRequests:F0} requests/s, down {scenario.OutageLength.TotalMinutes:F0} min");
foreach (var countsEvents in new[] { false, true })
{
    var limited = scenario with { CountsEvents = countsEvents };
    var result = RetryStorm.Run(limited);
    Console.WriteLine(
        $"capacity {limited.Capacity.PerSecond} {(countsEvents ? "events" : "requests")}/s: peak {result.PeakRequests} requests/s = {result.PeakRatio:F2} x steady, drained after {result.UntilDrained:hh\\:mm\\:ss}, {result.Lost} events lost");
}
