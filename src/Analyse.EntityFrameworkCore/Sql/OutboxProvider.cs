namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>The databases the outbox knows.</summary>
internal enum OutboxProvider
{
    Sqlite,
    PostgreSql,
}
