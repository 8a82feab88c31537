using Analyse.Configuration;
using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>Sends one event in a request of its own, and keeps it nowhere.</summary>
internal sealed class SingleSender(Attempt attempt, DestinationGate gate)
{
    private long _delivered;

    /// <summary>Events that were delivered this way.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <exception cref="AnalyseDeliveryException">The service did not take the event.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> json, AnalyseSettings settings, CancellationToken cancellationToken)
    {
        if (gate.State is GateState.AskedToWait)
        {
            throw DeliveryFailure.OfSingle(GateState.AskedToWait, gate.TimeUntilOpen);
        }

        var body = new BodyBuffer().Compose(settings.EventPrefix, json.Span);
        var answer = await attempt
            .SendAsync(new TransportRequest(settings.EventAddress, body), settings, cancellationToken)
            .ConfigureAwait(false);
        var verdict = AnswerClassifier.Classify(answer);
        if (verdict is not Verdict.Delivered)
        {
            if (answer.RetryAfter is not null && verdict is Verdict.Retry)
            {
                gate.Failed(answer);
            }

            throw DeliveryFailure.OfSingle(verdict, answer);
        }

        Interlocked.Increment(ref _delivered);
    }
}
