using Analyse.Diagnostics;
using Analyse.Storage;

namespace Analyse.Testing.Recording;

/// <summary>Tells the recorder of each capture.</summary>
internal sealed class RecordingObserver(AnalyseRecorder recorder) : ICaptureObserver
{
    public void OnCaptured(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result) =>
        recorder.Log.Add(new RecordedEvent(analyseEvent, encoded, result));
}
