namespace Analyse.Delivery;

/// <summary>
/// The search for the events of one batch that the service rejects: the parts that are still to be sent, and what the answers
/// prove. When three events were rejected and nothing got through meanwhile, the other parts are sent once and not halved: it
/// looks as if everything were rejected, and that takes no more than a few requests to find out.
/// </summary>
internal sealed class Bisection
{
    private const int EventsBeforeSampling = 3;

    private readonly Stack<Part> _parts = new();
    private readonly List<Rejection> _rejected = [];

    // By the number of a part that was halved: whether one of its halves got through whole.
    private readonly List<bool> _gotThrough = [];
    private int _requests;
    private int _lastSuccess;
    private int _rejectedSinceSuccess;

    /// <summary>How many events got through.</summary>
    public int Delivered { get; private set; }

    /// <summary>Whether anything got through.</summary>
    public bool HasSuccess => _lastSuccess > 0;

    /// <summary>Whether any event was rejected alone.</summary>
    public bool HasRejections => _rejected.Count > 0;

    /// <summary>The events that were rejected alone.</summary>
    public IReadOnlyList<Rejection> Rejections => _rejected;

    public void Begin(int count)
    {
        _parts.Clear();
        _rejected.Clear();
        _gotThrough.Clear();
        _gotThrough.Add(false);
        _requests = 0;
        _lastSuccess = 0;
        Delivered = 0;
        _rejectedSinceSuccess = 0;
        _parts.Push(new Part(0, count, 0));
    }

    public bool TryNext(out Part part)
    {
        _requests++;
        return _parts.TryPop(out part);
    }

    public void GotThrough(in Part part)
    {
        Delivered += part.Length;
        _lastSuccess = _requests;
        _rejectedSinceSuccess = 0;
        _gotThrough[part.Parent] = true;
    }

    /// <summary>A part was rejected: its halves come next.</summary>
    /// <returns><see langword="false"/>: it is one event, or not worth halving.</returns>
    public bool TrySplit(in Part part)
    {
        if (part.Length == 1 || _rejectedSinceSuccess >= EventsBeforeSampling)
        {
            return false;
        }

        var number = _gotThrough.Count;
        var half = part.Length / 2;
        _gotThrough.Add(false);
        _parts.Push(new Part(part.Offset + half, part.Length - half, number));
        _parts.Push(new Part(part.Offset, half, number));
        return true;
    }

    /// <summary>A part was rejected and is not halved.</summary>
    public void Rejected(in Part part, string reason)
    {
        if (part.Length == 1)
        {
            _rejected.Add(new Rejection(part.Offset, reason, part.Parent, _requests));
            _rejectedSinceSuccess++;
        }
    }

    /// <summary>Whether it is the event that is rejected: others got through after it, or the rest of what was rejected with it did.</summary>
    public bool IsProven(in Rejection rejection) => rejection.Request < _lastSuccess || _gotThrough[rejection.Parent];

    /// <summary>A part of the batch, and the number of the part whose half it is.</summary>
    public readonly record struct Part(int Offset, int Length, int Parent)
    {
        public Range Range => Offset..(Offset + Length);
    }

    /// <summary>An event that was rejected alone, why, and by which request.</summary>
    public readonly record struct Rejection(int Index, string Reason, int Parent, int Request);
}
