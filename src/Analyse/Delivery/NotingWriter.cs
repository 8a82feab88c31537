using Analyse.Extensibility;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>Notes each event of a scope before it is stored, because a moment later it may be delivered.</summary>
/// <param name="writer">Takes the event.</param>
/// <param name="captured">The scope's events.</param>
/// <param name="watch">Sees what becomes of them; <see langword="null"/>: the writer is not the client's own store.</param>
internal sealed class NotingWriter(IEventWriter writer, CapturedEvents captured, DeliveryWatch? watch) : IEventWriter
{
    public CaptureResult Append(in EncodedEvent encoded)
    {
        Note(encoded.Id);
        return Settle(encoded.Id, writer.Append(encoded));
    }

    public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken)
    {
        var id = encoded.Id;
        Note(id);
        var append = writer.AppendAsync(encoded, cancellationToken);
        return append.IsCompletedSuccessfully ? new(Settle(id, append.Result)) : SettleAsync(id, append);
    }

    public void Close() => writer.Close();

    private void Note(Guid id)
    {
        captured.Add(id, isStored: watch is not null);
        watch?.Add(id, captured);
    }

    private async ValueTask<CaptureResult> SettleAsync(Guid id, ValueTask<CaptureResult> append) =>
        Settle(id, await append.ConfigureAwait(false));

    private CaptureResult Settle(Guid id, CaptureResult result)
    {
        if (result is not CaptureResult.Accepted)
        {
            captured.Remove(id);
            watch?.Remove(id);
        }

        return result;
    }
}
