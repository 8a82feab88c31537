using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>What came of sending one batch.</summary>
/// <param name="Verdict">What stopped it, or <see cref="Delivery.Verdict.Delivered"/> when nothing did.</param>
/// <param name="Answer">The answer that stopped it, else the first that was not a 2xx.</param>
/// <param name="Dead">How many of its events became dead letters.</param>
/// <param name="Held">How many of its events are held back, since it is not clear whether it is they that are rejected.</param>
internal readonly record struct SendReport(Verdict Verdict, TransportAnswer Answer, int Dead, int Held)
{
    /// <summary>Whether every event of the batch is with the service.</summary>
    public bool IsComplete => Verdict is Verdict.Delivered && Dead == 0 && Held == 0;

    /// <summary>Whether there was no answer at all, so that the next batch cannot fare better now.</summary>
    public bool NobodyAnswered => Verdict is Verdict.Retry && Answer.Status is null;
}
