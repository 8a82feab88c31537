namespace Analyse.Sqlite.Storage;

/// <summary>How much a store may hold.</summary>
/// <param name="FileBytes">Bytes of the file in use by queued events.</param>
/// <param name="DeadLetterBytes">Bytes of the file that the dead letters may take besides.</param>
/// <param name="PendingEvents">Events that wait in memory for their commit.</param>
/// <param name="PendingBytes">Bytes of those.</param>
/// <param name="FallBackToMemory">Whether memory is good enough for an awaited capture that cannot be committed.</param>
internal sealed record StoreBounds(long FileBytes, long DeadLetterBytes, int PendingEvents, long PendingBytes, bool FallBackToMemory);
