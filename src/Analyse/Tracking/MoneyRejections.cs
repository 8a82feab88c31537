using System.Collections.Concurrent;
using Analyse.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Analyse.Tracking;

/// <summary>Logs rejected events that move money: each time, but at most once a minute for a name, with the number left out.</summary>
internal sealed class MoneyRejections(TimeProvider time, ILogger logger)
{
    private const int MaxNames = 1_000;
    private const string OtherNames = "(other names)";

    private static readonly TimeSpan _span = TimeSpan.FromMinutes(1);

    private ConcurrentDictionary<string, CountedLogLimit>? _limits;

    public void Log(string name, CaptureResult reason, string problem)
    {
        if (LimitOf(name).TryTake(out var leftOut))
        {
            logger.MoneyEventRejected(name, reason, problem, leftOut);
        }
    }

    /// <summary>Logs what the limit has left out so far: there may be no next message to say it.</summary>
    public void LogLeftOut()
    {
        foreach (var (name, limit) in _limits ?? [])
        {
            if (limit.TakeLeftOut() is > 0 and var leftOut)
            {
                logger.MoneyEventsLeftOut(name, leftOut);
            }
        }
    }

    // Names that are made of data share one limit in the end: they must neither fill the memory nor go unsaid.
    private CountedLogLimit LimitOf(string name)
    {
        var limits = LazyInitializer.EnsureInitialized(ref _limits, static () => new(StringComparer.Ordinal));
        return limits.TryGetValue(name, out var limit)
            ? limit
            : limits.GetOrAdd(limits.Count < MaxNames ? name : OtherNames, static (_, time) => new CountedLogLimit(time, _span), time);
    }
}
