using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Store;

/// <summary>A request of which nothing was taken.</summary>
internal sealed record Refusal(DateTimeOffset At, IngestReply Reply);
