namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>The outbox cannot work with the context as it is configured. The message says what is wrong, and how to fix it.</summary>
internal sealed class OutboxModelException(string message) : InvalidOperationException(message);
