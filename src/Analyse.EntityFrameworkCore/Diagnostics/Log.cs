using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.Diagnostics;

/// <summary>Every message of this package. Ids are never used twice. No key, no property and no connection string is ever logged.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "The outbox of {Context} keeps its events in {Table} on {Provider}.", EventName = "OutboxStarted")]
    public static partial void OutboxStarted(this ILogger logger, string context, string table, Sql.OutboxProvider provider);

    [LoggerMessage(201, LogLevel.Error, "This is looked at every minute and logged once: {Problem}", EventName = "OutboxTableMissing")]
    public static partial void OutboxTableMissing(this ILogger logger, string problem);

    [LoggerMessage(202, LogLevel.Warning, "{Problem} This is logged once.", EventName = "OutboxDatabaseFailed")]
    public static partial void OutboxDatabaseFailed(this ILogger logger, string problem);

    [LoggerMessage(203, LogLevel.Information, "The outbox of {Context} works again.", EventName = "OutboxRecovered")]
    public static partial void OutboxRecovered(this ILogger logger, string context);

    [LoggerMessage(204, LogLevel.Debug, "Event {EventName} {EventId}: a duplicate in the outbox, deleted.", EventName = "OutboxDuplicate")]
    public static partial void OutboxDuplicate(this ILogger logger, string eventName, Guid eventId);

    [LoggerMessage(206, LogLevel.Error, "This is looked at every minute and logged once: {Problem}", EventName = "OutboxLedgerTableMissing")]
    public static partial void OutboxLedgerTableMissing(this ILogger logger, string problem);

    [LoggerMessage(207, LogLevel.Information, "The ledger of {Context} works again.", EventName = "OutboxLedgerRecovered")]
    public static partial void OutboxLedgerRecovered(this ILogger logger, string context);

    [LoggerMessage(208, LogLevel.Error, "{Problem} This is logged once an hour.", EventName = "OutboxRowsFailed")]
    public static partial void OutboxRowsFailed(this ILogger logger, string problem);

    [LoggerMessage(209, LogLevel.Error, "{Problem} This is logged once.", EventName = "OutboxLedgerFailed")]
    public static partial void OutboxLedgerFailed(this ILogger logger, string problem);

    [LoggerMessage(210, LogLevel.Information, "The outbox of {Context} takes events and delivers none: AddAnalyseRecorder stands in for the service.", EventName = "OutboxSwitchedOff")]
    public static partial void OutboxSwitchedOff(this ILogger logger, string context);

    [LoggerMessage(205, LogLevel.Warning, "The outbox of {Context} leases a batch for {Lease} (Lease), and one request alone may take {RequestTimeout} (RequestTimeout of Analyse): when the service is slow, another instance sends the same batch again. Lengthen the one or shorten the other.", EventName = "OutboxLeaseTooShort")]
    public static partial void OutboxLeaseTooShort(this ILogger logger, string context, TimeSpan lease, TimeSpan requestTimeout);
}
