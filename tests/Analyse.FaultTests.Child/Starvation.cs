using System.Diagnostics;

namespace Analyse.FaultTests.Child;

/// <summary>F15: two hundred threads of the pool are blocked for as long as the process lives.</summary>
internal static class Starvation
{
    private const int Blocked = 200;

    public static async Task<int> RunAsync(string host)
    {
        // A thread of our own measures, so that the starved pool does not delay the measuring.
        var outcome = new TaskCompletionSource<int>();
        new Thread(() => outcome.SetResult(Measure(host))) { IsBackground = true }.Start();
        return await outcome.Task;
    }

    private static int Measure(string host)
    {
        using var never = new ManualResetEvent(false);
        using var started = new CountdownEvent(Blocked);
        ThreadPool.SetMinThreads(Blocked, Blocked);
        for (var i = 0; i < Blocked; i++)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                started.Signal();
                never.WaitOne();
            });
        }

        started.Wait();
        var client = Clients.Make(host);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 1_000; i++)
        {
            client.Capture(Clients.Event(i));
        }

        Clients.Print("capture", clock.ElapsedMilliseconds);
        clock.Restart();
        client.Dispose();
        Clients.Print("drain", clock.ElapsedMilliseconds);
        Clients.Print(client.Counts);
        Environment.Exit(0);
        return 0;
    }
}
