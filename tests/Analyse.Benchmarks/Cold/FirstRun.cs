using System.Diagnostics;

namespace Analyse.Benchmarks.Cold;

/// <summary>The first event of a process without a host.</summary>
internal static class FirstRun
{
    /// <returns>Milliseconds of the constructor and the first capture together.</returns>
    public static double Capture(Uri service)
    {
        var start = Stopwatch.GetTimestamp();
        var client = BenchmarkClient.SendingTo(service);
        client.CaptureAccepted(SeedEvent.Create());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static async Task DeliverAsync(Uri service)
    {
        var client = BenchmarkClient.SendingTo(service);
        client.CaptureAccepted(SeedEvent.Create());
        await client.FlushAsync();
    }

    public static async Task PostAsync(Uri service)
    {
        var http = new HttpClient();
        var body = new BareBody();
        body.Add(new BareEvent());
        body.End();
        using var response = await http.PostAsync(new Uri(service, "v1/batch"), new ReadOnlyMemoryContent(body.Bytes));
        response.EnsureSuccessStatusCode();
    }
}
