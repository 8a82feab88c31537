using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Store;

/// <summary>An event as it is kept: the sequence counts up from 1 and is never given twice.</summary>
internal sealed record StoredEvent(long Sequence, DateTimeOffset ReceivedAt, ReceivedEvent Event);
