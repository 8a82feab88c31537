using System.Diagnostics;

namespace Analyse.FaultTests.Child;

/// <summary>Scenarios that measure a whole process.</summary>
internal static class Buffers
{
    /// <summary>F2: 50,000 money events and 50,000 others into two buffers of 10,000 events, while the service answers 503.</summary>
    public static async Task<int> FullAsync(string host)
    {
        await using var money = Clients.Make(host, Small);
        await using var others = Clients.Make(host, Small);
        money.Capture(new SignedUp { PersonId = "user_1" });
        others.Capture(Clients.Event(0));
        var before = Clients.ResidentKiB();
        for (var i = 1; i < 50_000; i++)
        {
            money.Capture(new SignedUp { PersonId = "user_1" });
            others.Capture(Clients.Event(i));
        }

        Clients.Print("growth", Clients.ResidentKiB() - before);
        Clients.Print("money", money.Counts.Accepted);
        Clients.Print("others", others.Counts.Accepted);
        Clients.Print("refused", money.Counts.Refused + others.Counts.Refused);
        return 0;

        static void Small(AnalyseOptions options) => options.MaxBufferedEvents = 10_000;
    }

    /// <summary>F3: 1,000 money events of 100 KB into 16 MiB.</summary>
    public static async Task<int> BytesAsync(string host)
    {
        await using var client = Clients.Make(host, static options =>
        {
            options.MaxEventBytes = 200_000;
            options.MaxBufferedBytes = 16 * 1024 * 1024;
        });
        client.Capture(Clients.Event(0));
        var before = Clients.ResidentKiB();
        var text = new string('x', 100_000);
        for (var i = 0; i < 1_000; i++)
        {
            client.Capture(new SignedUp { PersonId = "user_1", Properties = { ["text"] = text } });
        }

        Clients.Print("growth", Clients.ResidentKiB() - before);
        Clients.Print("accepted", client.Counts.Accepted - 1);
        return 0;
    }

    /// <summary>F1: eight threads capture 100,000 events while the service hangs.</summary>
    public static async Task<int> HangingAsync(string host)
    {
        await using var client = Clients.Make(host);
        client.Capture(Clients.Event(0));
        var faults = 0;
        var before = Threads();
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 12_500; i++)
            {
                try
                {
                    client.Capture(Clients.Event(i));
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref faults);
                }
            }
        })).ToArray();
        var clock = Stopwatch.StartNew();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Clients.Print("milliseconds", clock.ElapsedMilliseconds);
        Clients.Print("threads", Threads() - before);
        Clients.Print("faults", faults);
        Clients.Print(client.Counts);
        return 0;
    }

    /// <summary>F8: 50 MB in one property, and 10,000 properties.</summary>
    public static async Task<int> HugeAsync(string host)
    {
        await using var client = Clients.Make(host);
        var huge = Clients.Event(0);
        huge.Properties["huge"] = new string('x', 50_000_000);
        var many = Clients.Event(1);
        for (var i = 0; i < 10_000; i++)
        {
            many.Properties[$"property_{i}"] = i;
        }

        client.Capture(Clients.Event(2));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Clients.Print("huge", client.Capture(huge));
        Clients.Print("many", client.Capture(many));
        Clients.Print("allocated", GC.GetAllocatedBytesForCurrentThread() - before);
        await client.FlushAsync();
        Clients.Print(client.Counts);
        return 0;
    }

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
