namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>A row that is held back.</summary>
/// <param name="Row">Its id.</param>
/// <param name="Lease">The lease on it.</param>
/// <param name="Length">Bytes of its JSON.</param>
/// <param name="Since">Since when, as a timestamp.</param>
internal readonly record struct HeldRow(Guid Row, Guid Lease, int Length, long Since);
