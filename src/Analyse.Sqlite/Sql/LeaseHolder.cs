namespace Analyse.Sqlite.Sql;

/// <summary>Who holds the lease of a file, and until when.</summary>
internal sealed record LeaseHolder(string Owner, DateTimeOffset Until);
