namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>A row with which the database, or the relay, could not do what it had to.</summary>
/// <param name="Id">The row.</param>
/// <param name="Reason">Why, without any value of the row.</param>
internal readonly record struct FailedRow(Guid Id, string Reason);
