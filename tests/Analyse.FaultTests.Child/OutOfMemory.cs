namespace Analyse.FaultTests.Child;

/// <summary>F92: a process with a heap of 64 MB captures while there is no memory left, and when there is again.</summary>
internal static class OutOfMemory
{
    private const int Rounds = 20;

    private static int _faults;
    private static long _calls;
    private static long _keys;

    /// <summary>The buffer itself takes all memory there is.</summary>
    public static async Task<int> BufferAsync(string host)
    {
        await using var client = Clients.Make(host, Unbounded);
        while (_calls < 1_000_000 && Capture(client, new string('x', 2_000)) is not CaptureResult.Full)
        {
        }

        Clients.Print("full", client.Counts.Refused);
        return Report(client);
    }

    /// <summary>The application takes all memory, again and again, and several threads capture meanwhile.</summary>
    public static async Task<int> HogAsync(string host)
    {
        await using var client = Clients.Make(host, Unbounded);
        Capture(client, "warm");
        var full = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            CaptureWithoutMemory(client);
            full = client.Counts.Refused;
            Clients.Print("last", Capture(client, "memory is back")!);
        }

        Clients.Print("full", full);
        return Report(client);
    }

    private static void CaptureWithoutMemory(AnalyseClient client)
    {
        using var isGone = new ManualResetEventSlim();
        var threads = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            isGone.Wait();
            CaptureAll(client);
        })).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        var hoard = new List<byte[]>(500_000);
        TakeAll(hoard);
        isGone.Set();
        CaptureAll(client);
        foreach (var thread in threads)
        {
            thread.Join();
        }

        GC.KeepAlive(hoard);
    }

    private static void TakeAll(List<byte[]> hoard)
    {
        for (var size = 1024 * 1024; size >= 16; size /= 4)
        {
            try
            {
                while (hoard.Count < hoard.Capacity)
                {
                    hoard.Add(new byte[size]);
                }
            }
            catch (OutOfMemoryException)
            {
                // The next size is smaller.
            }
        }
    }

    private static void CaptureAll(AnalyseClient client)
    {
        for (var i = 0; i < 200; i++)
        {
            Capture(client, null);
        }
    }

    private static CaptureResult? Capture(AnalyseClient client, string? note)
    {
        AnalyseEvent captured;
        try
        {
            captured = new AnalyseEvent("invoice_paid")
            {
                PersonId = "user_1",
                IdempotencyKey = Interlocked.Increment(ref _keys).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Properties = { ["note"] = note },
            };
        }
        catch (OutOfMemoryException)
        {
            // The application's own memory for the event, not the library's.
            return null;
        }

        Interlocked.Increment(ref _calls);
        try
        {
            return client.Capture(captured);
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _faults);
            return null;
        }
    }

    private static int Report(AnalyseClient client)
    {
        Clients.Print("calls", _calls);
        Clients.Print("faults", _faults);
        Clients.Print(client.Counts);
        return 0;
    }

    private static void Unbounded(AnalyseOptions options)
    {
        options.MaxBufferedEvents = 10_000_000;
        options.MaxBufferedBytes = 1_000_000_000;
        options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
    }
}
