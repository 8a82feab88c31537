using Microsoft.Extensions.Logging;

namespace Analyse.Sqlite.Diagnostics;

/// <summary>Every message of this package. Ids begin at 100 and are never used twice. No key and nothing of an event is ever logged.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "This process sends the events of the store {Path}.", EventName = "LeaseTaken")]
    public static partial void LeaseTaken(this ILogger logger, string path);

    [LoggerMessage(101, LogLevel.Warning, "Another process sends the events of the store {Path} from now on.", EventName = "LeaseLost")]
    public static partial void LeaseLost(this ILogger logger, string path);

    [LoggerMessage(102, LogLevel.Error, "The event store {Path} cannot be written ({Failure}). Events are held in memory, within the bounds of the buffer, until it can.", EventName = "StoreDegraded")]
    public static partial void Degraded(this ILogger logger, string path, string failure);

    [LoggerMessage(103, LogLevel.Information, "The event store {Path} is written again, and holds what was in memory.", EventName = "StoreRecovered")]
    public static partial void Recovered(this ILogger logger, string path);

    [LoggerMessage(104, LogLevel.Error, "The event store {Path} is damaged ({Failure}). It was moved to {Aside}, and a new one takes its place; what can still be read is copied.", EventName = "StoreDamaged")]
    public static partial void FileDamaged(this ILogger logger, string path, string aside, string failure);

    [LoggerMessage(105, LogLevel.Error, "The event store {Path} was made anew: {Saved} waiting events were saved, {Lost} could not be read and are lost.", EventName = "StoreRescued")]
    public static partial void Rescued(this ILogger logger, string path, long saved, long lost);

    [LoggerMessage(106, LogLevel.Error, "The event store {Path} was removed or replaced while it was in use.", EventName = "StoreReplaced")]
    public static partial void FileReplaced(this ILogger logger, string path);
}
