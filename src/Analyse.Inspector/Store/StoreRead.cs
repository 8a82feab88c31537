namespace Analyse.Inspector.Store;

/// <summary>What came after a position.</summary>
/// <param name="Events">The events, oldest first.</param>
/// <param name="Position">Where to read on.</param>
/// <param name="StartsOver">Whether everything read before is gone.</param>
internal readonly record struct StoreRead(IReadOnlyList<StoredEvent> Events, StorePosition Position, bool StartsOver);
