using System.Collections.Concurrent;
using Analyse.Diagnostics;
using Analyse.Events;
using Microsoft.Extensions.Logging;

namespace Analyse.Tracking;

/// <summary>Counts every refusal by its reason and tells of it without flooding the log.</summary>
internal sealed class Refusals(TimeProvider time, ILogger logger)
{
    /// <summary>The results that are refusals.</summary>
    public static readonly CaptureResult[] Reasons =
        [.. Enum.GetValues<CaptureResult>().Where(static result => result is not (CaptureResult.Accepted or CaptureResult.Duplicate))];

    private const int RememberedNames = 1_000;
    private const int LongestName = 100;

    private readonly long[] _counts = new long[(int)CaptureResult.Invalid + 1];
    private ConcurrentDictionary<(string Name, CaptureResult Reason), byte>? _told;
    private readonly LogLimit _full = new(time, TimeSpan.FromMinutes(1));

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

    /// <summary>Counts a refusal and returns its reason.</summary>
    public CaptureResult Add(AnalyseEvent analyseEvent, CaptureResult reason, string? mend = null)
    {
        Interlocked.Increment(ref _counts[(int)reason]);
        var name = Shown(analyseEvent.Name);
        logger.EventRefused(name, reason);
        switch (reason)
        {
            case CaptureResult.Off or CaptureResult.Filtered:
                break;
            case CaptureResult.Full:
                if (_full.TryTake())
                {
                    logger.StoreFull(Of(reason));
                }

                break;
            default:
                TellOnce(name, analyseEvent.Kind, reason, mend ?? MendOf(reason));
                break;
        }

        return reason;
    }

    private static string MendOf(CaptureResult reason) => reason switch
    {
        CaptureResult.NoIdentity =>
            "no usable person id or anonymous id is known. Set PersonId or AnonymousId (at most 256 characters, no control characters), sign the user in before, or call SignedInAs.",
        CaptureResult.TooLarge => "its JSON is larger than MaxEventBytes. Send less, or raise the setting; an event is never cut.",
        CaptureResult.Closed => "the client was shut down before. Capture earlier, or shut down later.",
        _ => "it cannot be written as it is.",
    };

    // A name may come from anywhere: a long one would fill the log, and the memory of what was told.
    private static string Shown(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";

    private void TellOnce(string name, EventKind kind, CaptureResult reason, string mend)
    {
        var told = LazyInitializer.EnsureInitialized(ref _told, static () => new());
        if (told.Count >= RememberedNames || !told.TryAdd((name, reason), 0))
        {
            return;
        }

        if (kind is EventKind.Custom)
        {
            logger.CustomEventRefused(name, reason, mend);
        }
        else
        {
            logger.StandardEventRefused(name, reason, mend);
        }
    }
}
