using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>What was found out about a context, once: the statements for its model, and how its database can be reached.</summary>
/// <param name="Statements">The statements.</param>
/// <param name="Shared">The connection that all contexts share; <see langword="null"/>: each has its own.</param>
internal sealed record OutboxAccess(OutboxStatements Statements, DbConnection? Shared)
{
    /// <summary>Why the relay cannot work beside the application.</summary>
    /// <value><see langword="null"/>: it can.</value>
    public string? Obstacle { get; private init; }

    /// <summary>Looks at two contexts of two scopes: what they share, everybody shares.</summary>
    public static OutboxAccess Of(DbContext one, Func<DbContext> another)
    {
        var statements = new OutboxStatements(one);
        if (SharedConnection.GivenTo(one) is not { } given)
        {
            return new OutboxAccess(statements, Shared: null);
        }

        using var other = another();
        if (!ReferenceEquals(SharedConnection.GivenTo(other), given))
        {
            return new OutboxAccess(statements, Shared: null);
        }

        using var copy = SharedConnection.TryCopy(given);
        return new OutboxAccess(statements, given)
        {
            Obstacle = copy is not null
                ? null
                : $"All {one.GetType().Name} instances share one open connection, and their database is only in it, so the events in the outbox are not delivered: that would disturb the transactions on it. That is fine in a test that uses AddAnalyseRecorder; elsewhere give the context a connection string.",
        };
    }
}
