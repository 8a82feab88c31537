using Analyse.Storage;

namespace Analyse.Diagnostics;

/// <summary>Sees every event that is captured, with what became of it. For tests and tools: it costs a copy of each event.</summary>
public interface ICaptureObserver
{
    /// <summary>An event was captured or refused.</summary>
    /// <param name="analyseEvent">A copy of the event, with ids, page and time filled in; of a refused one, as far as it got.</param>
    /// <param name="encoded">The event's final form; empty when it was refused before it had one.</param>
    /// <param name="result">What became of it.</param>
    void OnCaptured(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result);
}
