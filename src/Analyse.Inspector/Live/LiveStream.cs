using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Analyse.Inspector.Serialization;
using Analyse.Inspector.Store;

namespace Analyse.Inspector.Live;

/// <summary>
/// Writes server-sent events to one page: <c>reset</c> when what was shown before is gone, <c>state</c> when the answer
/// or the counts changed, <c>events</c> for new ones and <c>stopping</c> as the last word.
/// </summary>
internal sealed class LiveStream(InspectorInstance inspector, PipeWriter output, StorePosition position)
{
    private const int MostPerMessage = 200;
    private const string ReconnectAfterOneSecond = "retry: 1000\n\n";
    private const string SignOfLife = ":\n\n";

    private StorePosition _position = position;
    private byte[] _writtenState = [];

    public async Task RunAsync(CancellationToken aborted)
    {
        var patience = new StreamPatience(inspector.Clock, inspector.Stopping);
        Write(ReconnectAfterOneSecond);

        Task changed;
        do
        {
            changed = inspector.Changes.Next;
            await WriteNewsAsync(aborted).ConfigureAwait(false);
        }
        while (await patience.WaitAsync(changed, aborted).ConfigureAwait(false));

        if (!aborted.IsCancellationRequested)
        {
            await WriteNewsAsync(aborted).ConfigureAwait(false);
            WriteMessage("stopping", "{}"u8);
            await output.FlushAsync(aborted).ConfigureAwait(false);
        }
    }

    private async Task WriteNewsAsync(CancellationToken aborted)
    {
        WriteState();
        StoreRead read;

        do
        {
            read = inspector.Events.Read(_position, MostPerMessage);
            WriteEvents(read);
            _position = read.Position;
            await output.FlushAsync(aborted).ConfigureAwait(false);
        }
        while (read.Events.Count is MostPerMessage);

        Write(SignOfLife);
        await output.FlushAsync(aborted).ConfigureAwait(false);
    }

    private void WriteEvents(StoreRead read)
    {
        if (read.StartsOver)
        {
            WriteMessage("reset", "{}"u8, StreamId.Write(inspector.Run, read.Position with { Sequence = 0 }));
        }

        if (read.Events.Count > 0)
        {
            WriteMessage("events", InspectorJson.Bytes(json => json.WriteLiveEvents(read.Events)), StreamId.Write(inspector.Run, read.Position));
        }
    }

    private void WriteState()
    {
        var state = InspectorJson.Bytes(json => json.WriteState(inspector));

        if (!state.AsSpan().SequenceEqual(_writtenState))
        {
            WriteMessage("state", state);
            _writtenState = state;
        }
    }

    private void WriteMessage(string name, ReadOnlySpan<byte> data, string? id = null)
    {
        Write(id is null ? $"event: {name}\ndata: " : $"id: {id}\nevent: {name}\ndata: ");
        output.Write(data);
        Write("\n\n");
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
