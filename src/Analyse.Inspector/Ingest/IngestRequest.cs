namespace Analyse.Inspector.Ingest;

/// <summary>What a body said. With a single problem nothing of it may be taken.</summary>
internal sealed record IngestRequest(string? PublicKey, IReadOnlyList<ReceivedEvent> Events, IReadOnlyList<Finding> Problems);
