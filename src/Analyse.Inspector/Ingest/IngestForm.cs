namespace Analyse.Inspector.Ingest;

/// <summary>The two forms of a request: many events (<c>v1/batch</c>) or one (<c>v1/event</c>).</summary>
internal enum IngestForm
{
    Batch,
    Event,
}
