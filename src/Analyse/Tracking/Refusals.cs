using System.Collections.Concurrent;
using Analyse.Diagnostics;
using Analyse.Events;
using Microsoft.Extensions.Logging;

namespace Analyse.Tracking;

/// <summary>Counts every rejected event by its reason, and logs it without flooding the log.</summary>
internal sealed class Refusals(TimeProvider time, ILogger logger)
{
    /// <summary>The results that are refusals.</summary>
    public static readonly CaptureResult[] Reasons =
        [.. Enum.GetValues<CaptureResult>().Where(static result => result is not (CaptureResult.Accepted or CaptureResult.Duplicate))];

    private const int RememberedNames = 1_000;

    private readonly long[] _counts = new long[(int)CaptureResult.Invalid + 1];
    private readonly LogLimit _full = new(time, TimeSpan.FromMinutes(1));
    private readonly MoneyRejections _money = new(time, logger);
    private ConcurrentDictionary<(string Name, CaptureResult Reason), byte>? _told;

    public long Total
    {
        get
        {
            var total = 0L;
            foreach (ref var count in _counts.AsSpan())
            {
                total += Interlocked.Read(ref count);
            }

            return total;
        }
    }

    public long Of(CaptureResult reason) => Interlocked.Read(ref _counts[(int)reason]);

    /// <summary>Counts a rejected event and returns the reason. Never throws, not even when the logger does.</summary>
    public CaptureResult Add(AnalyseEvent analyseEvent, CaptureResult reason, string? problem = null)
    {
        Interlocked.Increment(ref _counts[(int)reason]);
        try
        {
            Log(analyseEvent, EventNames.Shown(analyseEvent.Name), reason, problem ?? ProblemOf(reason));
        }
        catch (Exception)
        {
            // There is no memory for the message, or a logging provider failed. The event is counted, and the caller must go on.
        }

        return reason;
    }

    /// <summary>Counts an event that there was not even the memory to make.</summary>
    public CaptureResult AddUnmade()
    {
        Interlocked.Increment(ref _counts[(int)CaptureResult.Full]);
        return CaptureResult.Full;
    }

    /// <summary>The client stops: logs what is not logged yet.</summary>
    public void LogLeftOut() => _money.LogLeftOut();

    private static string ProblemOf(CaptureResult reason) => reason switch
    {
        CaptureResult.NoIdentity =>
            "no usable person id or anonymous id is known. Set PersonId or AnonymousId (at most 256 characters, no control characters), sign the user in before, or call SignedInAs.",
        CaptureResult.TooLarge => "its JSON is larger than MaxEventBytes. Send less, or raise the setting; an event is never cut.",
        CaptureResult.Full => "the store is full, or the process is out of memory.",
        CaptureResult.Closed => "the client was shut down before. Capture earlier, or shut down later.",
        _ => "it cannot be written as it is.",
    };

    private void Log(AnalyseEvent analyseEvent, string name, CaptureResult reason, string problem)
    {
        logger.EventRefused(name, reason);
        if (reason is CaptureResult.Off or CaptureResult.Filtered)
        {
            return;
        }

        if (reason is CaptureResult.Full && _full.TryTake())
        {
            logger.StoreFull(Of(reason));
        }

        if (analyseEvent.MovesMoney)
        {
            _money.Log(name, reason, problem);
        }
        else if (reason is not CaptureResult.Full)
        {
            LogOnce(analyseEvent.Kind, name, reason, problem);
        }
    }

    private void LogOnce(EventKind kind, string name, CaptureResult reason, string problem)
    {
        var told = LazyInitializer.EnsureInitialized(ref _told, static () => new());
        if (told.Count >= RememberedNames || !told.TryAdd((name, reason), 0))
        {
            return;
        }

        if (kind is EventKind.Custom)
        {
            logger.CustomEventRefused(name, reason, problem);
        }
        else
        {
            logger.StandardEventRefused(name, reason, problem);
        }
    }
}
