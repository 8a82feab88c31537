using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>What differs between the databases. Everything else is the same SQL in both.</summary>
internal sealed record OutboxDialect
{
    private OutboxDialect()
    {
    }

    public required OutboxProvider Provider { get; init; }

    /// <summary>The clock of the database, in microseconds since 1970: instances may disagree on the time, but share this clock.</summary>
    public required string Now { get; init; }

    /// <summary>Lets instances share the work: each passes over the rows that another one is claiming.</summary>
    public required string SkipLocked { get; init; }

    /// <summary>
    /// Of the relay's transactions. It is named: under a stricter default of the database, instances that share the rows would
    /// fail each other, and the business as well.
    /// </summary>
    public required IsolationLevel Isolation { get; init; }

    /// <summary>
    /// Begins a transaction whose commit need not wait for the disk. A crash of the database may then undo a claim whose batch
    /// is being sent, so that the batch is sent twice; what was deleted since, and the claim of it, is on the disk.
    /// </summary>
    public required string WithoutDisk { get; init; }

    /// <summary>The ids of a parameter <c>@ids</c>, for <c>IN (…)</c>.</summary>
    public required string IdsOfParameter { get; init; }

    private static OutboxDialect PostgreSql { get; } = new()
    {
        Provider = OutboxProvider.PostgreSql,
        Now = "(extract(epoch from clock_timestamp()) * 1000000)::bigint",
        SkipLocked = "FOR UPDATE SKIP LOCKED",
        Isolation = IsolationLevel.ReadCommitted,
        WithoutDisk = "SET LOCAL synchronous_commit TO off; ",
        IdsOfParameter = "SELECT unnest(@ids)",
    };

    // The first statement of each of the relay's transactions writes, and so takes the write lock: there is nothing to pass over.
    // It waits for that lock as long as its own time limit. A transaction of another isolation would wait for it at its
    // beginning, as long as the connection of the application says.
    private static OutboxDialect Sqlite { get; } = new()
    {
        Provider = OutboxProvider.Sqlite,
        Now = "CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
        SkipLocked = "",
        Isolation = IsolationLevel.ReadUncommitted,
        WithoutDisk = "",
        IdsOfParameter = "SELECT value FROM json_each(@ids)",
    };

    /// <summary>The dialect of a context's database.</summary>
    /// <exception cref="OutboxModelException">The outbox does not know the database.</exception>
    public static OutboxDialect Of(DbContext dbContext) => dbContext.Database.ProviderName switch
    {
        "Npgsql.EntityFrameworkCore.PostgreSQL" => PostgreSql,
        "Microsoft.EntityFrameworkCore.Sqlite" => Sqlite,
        var other => throw new OutboxModelException(
            $"The outbox of Analyse works on PostgreSQL (Npgsql.EntityFrameworkCore.PostgreSQL) and SQLite (Microsoft.EntityFrameworkCore.Sqlite), "
            + $"but {dbContext.GetType().Name} uses {other}. Use one of the two for this context, or capture with IAnalyseTracker instead."),
    };

    /// <summary>Ids in the form a parameter <c>@ids</c> has.</summary>
    public object ToParameter(IReadOnlyCollection<Guid> ids, IdForm form)
    {
        if (Provider is OutboxProvider.PostgreSql)
        {
            return form.IsText ? ids.Select(form.ToStored).Cast<string>().ToArray() : ids.ToArray();
        }

        var texts = ids.Select(id => form.IsText ? (string)form.ToStored(id) : id.ToString().ToUpperInvariant());
        return $"[{string.Join(',', texts.Select(static text => $"\"{text}\""))}]";
    }

    /// <summary>Whether a statement failed because a table, or a column of it, is not there.</summary>
    public bool IsMissingTable(DbException failure) => Provider is OutboxProvider.PostgreSql
        ? failure.SqlState is "42P01" or "42703" or "3F000"
        : failure.Message.Contains("no such table", StringComparison.Ordinal) || failure.Message.Contains("no such column", StringComparison.Ordinal);

    /// <summary>
    /// Whether a statement failed because of what a row holds, by a constraint, a trigger or a type, so that it may succeed
    /// without that row.
    /// </summary>
    public bool IsAboutRow(DbException failure) => Provider is OutboxProvider.PostgreSql
        ? failure.SqlState?[..2] is "22" or "23" or "27" or "44" or "P0"
        : failure.Message.StartsWith("SQLite Error 19:", StringComparison.Ordinal)
            || failure.Message.StartsWith("SQLite Error 20:", StringComparison.Ordinal);
}
