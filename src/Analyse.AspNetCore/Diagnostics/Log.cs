using Microsoft.Extensions.Logging;

namespace Analyse.AspNetCore.Diagnostics;

/// <summary>Every message of this package. Ids are never used twice. Of an exception only the type is told: its text may hold anything.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "The person id resolver threw {Exception}; the person counts as not known. This is logged once.", EventName = "PersonResolverFailed")]
    public static partial void PersonResolverFailed(this ILogger logger, string exception);

    [LoggerMessage(1002, LogLevel.Warning, "IsValid of the browser's ids threw {Exception}; the id is ignored. This is logged once.", EventName = "BrowserIdCheckFailed")]
    public static partial void BrowserIdCheckFailed(this ILogger logger, string exception);

    [LoggerMessage(1003, LogLevel.Warning, "Filter of the request options threw {Exception}; UseAnalyse leaves the request alone. This is logged once.", EventName = "RequestFilterFailed")]
    public static partial void RequestFilterFailed(this ILogger logger, string exception);

    [LoggerMessage(1004, LogLevel.Debug, "Not everything was delivered before the response ended ({Exception}). What can still be delivered is kept.", EventName = "ResponseFlushFailed")]
    public static partial void ResponseFlushFailed(this ILogger logger, string exception);

    [LoggerMessage(1005, LogLevel.Warning, "The host takes {HostSeconds} s to stop (HostOptions.ShutdownTimeout), and the last flush alone may take {FlushSeconds} s (ShutdownTimeout of Analyse): whoever ends the process after the host's time cuts the flush off. Lengthen the one or shorten the other.", EventName = "ShutdownTimeTooShort")]
    public static partial void ShutdownTimeTooShort(this ILogger logger, double hostSeconds, double flushSeconds);
}
