using Analyse.Configuration;
using Analyse.Storage.Memory;
using Analyse.Tracking;
using Microsoft.Extensions.Logging.Abstractions;

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
        while (_calls < 1_000_000 && Capture(client.Capture, new string('x', 2_000)) is not CaptureResult.Full)
        {
        }

        Clients.Print("full", client.Counts.Refused);
        return Report(client.Counts);
    }

    /// <summary>
    /// The application takes all memory, again and again. Nothing may run on the thread pool meanwhile: the runtime itself
    /// ends the process when its pool finds no memory. So this is the capture of a client, without its delivery.
    /// </summary>
    public static int Hog()
    {
        var logger = NullLogger.Instance;
        var options = new AnalyseOptions { MaxEventBytes = 200_000 };
        var store = new MemoryStore(maxEvents: 10_000_000, maxBytes: 1_000_000_000, TimeProvider.System);
        var refusals = new Refusals(TimeProvider.System, logger);
        var intake = new EventIntake(
            new FixedSettings(new AnalyseSettings(options, KeyAndOrigin.Local, isOn: true)),
            new Enrichment([], isObserved: false, logger),
            [],
            refusals,
            TimeProvider.System,
            logger);
        CaptureResult Take(AnalyseEvent captured) => intake.Capture(captured, context: null, store);

        Capture(Take, "warm");
        for (var round = 0; round < Rounds; round++)
        {
            CaptureWithoutMemory(Take);
            Clients.Print("last", Capture(Take, "memory is back")!);
        }

        var counts = store.Counts;
        Clients.Print("full", refusals.Of(CaptureResult.Full));
        return Report(new AnalyseCounts { Accepted = counts.Accepted, Refused = refusals.Total, Waiting = counts.Waiting });
    }

    private static void CaptureWithoutMemory(Func<AnalyseEvent, CaptureResult> take)
    {
        var hoard = new List<byte[]>(1_000);
        TakeAll(hoard);
        for (var i = 0; i < 200; i++)
        {
            Capture(take, _notes[i % _notes.Length]);
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

    private static CaptureResult? Capture(Func<AnalyseEvent, CaptureResult> take, string? note)
    {
        AnalyseEvent captured;
        try
        {
            captured = new AnalyseEvent("invoice_paid")
            {
                PersonId = "user_1",
                IdempotencyKey = (++_keys).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Properties = { ["note"] = note },
            };
        }
        catch (OutOfMemoryException)
        {
            // The application's own memory for the event, not the library's.
            return null;
        }

        _calls++;
        try
        {
            return take(captured);
        }
        catch (Exception)
        {
            _faults++;
            return null;
        }
    }

    private static int Report(AnalyseCounts counts)
    {
        Clients.Print("calls", _calls);
        Clients.Print("faults", _faults);
        Clients.Print(counts);
        return 0;
    }

    private static void Unbounded(AnalyseOptions options)
    {
        options.MaxBufferedEvents = 10_000_000;
        options.MaxBufferedBytes = 1_000_000_000;
        options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
    }
}
