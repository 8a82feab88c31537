using Analyse.Inspector.Ingest;
using Analyse.Inspector.Live;

namespace Analyse.Inspector.Store;

/// <summary>Counts the requests and remembers the last refusals, so that an event that does not arrive is no riddle.</summary>
internal sealed class RequestLog(ChangeSignal changes)
{
    private const int MostRefusals = 20;

    private readonly Lock _gate = new();
    private readonly Queue<Refusal> _refusals = new();
    private long _taken;
    private long _refused;

    public RequestSummary Summary
    {
        get
        {
            lock (_gate)
            {
                return new RequestSummary(_taken, _refused, [.. _refusals]);
            }
        }
    }

    public void Add(IngestReply reply, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (reply.IsAccepted)
            {
                _taken++;
            }
            else
            {
                _refused++;
                _refusals.Enqueue(new Refusal(at, reply));

                if (_refusals.Count > MostRefusals)
                {
                    _refusals.Dequeue();
                }
            }
        }

        changes.Raise();
    }

    public void Clear()
    {
        lock (_gate)
        {
            _refusals.Clear();
            _taken = 0;
            _refused = 0;
        }

        changes.Raise();
    }
}
