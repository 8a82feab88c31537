namespace Analyse.Storage;

/// <summary>The side of a store that takes events.</summary>
public interface IEventWriter
{
    /// <summary>Takes an event. Never blocks for long and never throws; what cannot be taken is refused.</summary>
    /// <param name="encoded">The event; its bytes are copied.</param>
    /// <returns><see cref="CaptureResult.Accepted"/>, <see cref="CaptureResult.Duplicate"/>, <see cref="CaptureResult.Full"/> or <see cref="CaptureResult.Closed"/>.</returns>
    CaptureResult Append(in EncodedEvent encoded);

    /// <summary>Takes an event and completes when the store holds it for good.</summary>
    /// <param name="encoded">The event; its bytes are copied before the call returns.</param>
    /// <param name="cancellationToken">Ends the wait, not the append.</param>
    /// <returns>The same as <see cref="Append"/>.</returns>
    ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken);

    /// <summary>Refuses every later event with <see cref="CaptureResult.Closed"/>. An append under way is either in the store or refused.</summary>
    void Close();
}
