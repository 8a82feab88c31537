namespace Analyse.EntityFrameworkCore.TestShop.Servers;

/// <summary>There is no PostgreSQL here, and the message says what to do.</summary>
public sealed class PostgresUnavailableException(string message) : Exception(message);
