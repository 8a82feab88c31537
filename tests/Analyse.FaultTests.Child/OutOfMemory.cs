using Analyse.Transport;

namespace Analyse.FaultTests.Child;

/// <summary>F92: a process with a heap of 64 MB captures while there is no memory left, and when there is again.</summary>
internal static class OutOfMemory
{
    private const int Rounds = 5;

    private static readonly string?[] _notes = ["a", new string('x', 1_000), new string('x', 50_000)];

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

    /// <summary>
    /// The application takes all memory, again and again. Nothing is sent meanwhile: the runtime itself ends the process when
    /// its thread pool finds no memory.
    /// </summary>
    public static int Hog()
    {
        var client = new AnalyseClient(
            new AnalyseOptions
            {
                PublicKey = "pk_live_child",
                MaxBatchSize = 10_000,
                MaxBatchBytes = 64 * 1024 * 1024,
                MaxEventBytes = 200_000,
                MaxBufferedEvents = 10_000_000,
                MaxBufferedBytes = 1_000_000_000,
                FlushInterval = TimeSpan.FromMinutes(5),
            },
            transport: new NoAnswer());
        Capture(client, "warm");
        for (var round = 0; round < Rounds; round++)
        {
            CaptureWithoutMemory(client);
            Clients.Print("last", Capture(client, "memory is back")!);
        }

        Clients.Print("full", client.Counts.Refused);
        return Report(client);
    }

    private static void CaptureWithoutMemory(AnalyseClient client)
    {
        var hoard = new List<byte[]>(1_000);
        TakeAll(hoard);
        for (var i = 0; i < 200; i++)
        {
            Capture(client, _notes[i % _notes.Length]);
        }

        GC.KeepAlive(hoard);
    }

    // As much as a page of the buffer: what is smaller is left to the runtime, which does not survive without.
    private static void TakeAll(List<byte[]> hoard)
    {
        try
        {
            while (true)
            {
                hoard.Add(new byte[512 * 1024]);
            }
        }
        catch (OutOfMemoryException)
        {
            // That was all.
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

    private sealed class NoAnswer : IEventTransport
    {
        public string? Description => "nobody";

        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
            new(new TaskCompletionSource<TransportAnswer>().Task.WaitAsync(cancellationToken));
    }
}
