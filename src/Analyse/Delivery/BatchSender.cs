using System.Net;
using System.Runtime.CompilerServices;
using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Transport;
using Microsoft.Extensions.Logging;

namespace Analyse.Delivery;

/// <summary>
/// Sends one claimed batch and says what became of each event. A batch that is too large, or that holds an event the
/// service does not accept, is sent in halves until the event is found; its neighbours are delivered.
/// </summary>
internal sealed class BatchSender(Attempt attempt, DestinationGate gate, TimeProvider time, AnalyseMetrics metrics, ILogger logger)
{
    private const int SmallestHiddenLimit = 64 * 1024;
    private const string TooLarge = "too_large";

    private readonly BodyBuffer _body = new();
    private readonly Stack<Range> _parts = new();
    private int _cutsInARow;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SendReport> SendAsync(EventBatch batch, AnalyseSettings settings, CancellationToken cancellationToken)
    {
        var stoppedBy = Verdict.Delivered;
        var failure = default(TransportAnswer);
        var hadDelivered = gate.HasDelivered;

        _parts.Clear();
        _parts.Push(..batch.Count);
        while (stoppedBy is Verdict.Delivered && _parts.TryPop(out var part))
        {
            var body = _body.Compose(settings.BatchPrefix, batch.Entries[part]);
            var began = time.GetTimestamp();
            var answer = await attempt
                .SendAsync(new TransportRequest(settings.BatchAddress, body), settings, cancellationToken)
                .ConfigureAwait(false);
            var verdict = Judge(answer, body.Length);
            if (verdict is Verdict.Delivered)
            {
                TellDelivered();
                gate.Body.Fits(body.Length, time.GetElapsedTime(began), settings.RequestTimeout, settings.MaxBatchBytes);
                batch.Outcomes[part].Fill(EventOutcome.Delivered);
                continue;
            }

            failure = failure == default ? answer : failure;
            if (verdict is not (Verdict.TooLarge or Verdict.Poison))
            {
                failure = answer;
                stoppedBy = verdict;
                LearnTooSlow(answer, batch.Entries[part].Length, body.Length);
            }
            else if (!TrySplit(part, batch.Count))
            {
                batch.Outcomes[part].Fill(EventOutcome.Dead(verdict is Verdict.TooLarge ? TooLarge : ReasonOf(answer)));
                LearnFromSingle(verdict);
            }
            else if (verdict is Verdict.TooLarge)
            {
                gate.Body.TooLarge(body.Length);
            }
        }

        if (!hadDelivered && IsRefusedAltogether(batch))
        {
            batch.Outcomes.Fill(EventOutcome.Again);
            stoppedBy = Verdict.Misrouted;
        }

        TellFailure(stoppedBy, failure);
        var dead = PutOldEventsAside(batch);
        metrics.Batch(batch.Count);
        EventLog.Outcomes(logger, batch);
        return new SendReport(stoppedBy, failure, dead);
    }

    private static string ReasonOf(in TransportAnswer answer) => $"http_{(int)answer.Status.GetValueOrDefault()}";

    /// <summary>
    /// When the very first batch is refused event by event, it is not the events: the service speaks another contract, and
    /// putting everything aside would lose it.
    /// </summary>
    private static bool IsRefusedAltogether(EventBatch batch)
    {
        var reason = batch.Outcomes[0].Reason;
        foreach (var outcome in batch.Outcomes)
        {
            if (outcome.Kind is not EventOutcomeKind.Dead || outcome.Reason != reason || reason == TooLarge)
            {
                return false;
            }
        }

        return true;
    }

    private Verdict Judge(in TransportAnswer answer, int bodyLength)
    {
        // A server that stops reading a large body and closes the connection hides its 413.
        _cutsInARow = answer.CutDuringUpload && bodyLength > SmallestHiddenLimit ? _cutsInARow + 1 : 0;
        return _cutsInARow > 1 ? Verdict.TooLarge : AnswerClassifier.Classify(answer);
    }

    /// <summary>A large body on a slow line does not arrive in time, however often it is sent.</summary>
    private void LearnTooSlow(in TransportAnswer answer, int count, int bodyLength)
    {
        if (count > 1 && (answer is { Failure: TimeoutException } or { Status: HttpStatusCode.RequestTimeout }))
        {
            gate.Body.TooSlow(bodyLength);
        }
    }

    private void LearnFromSingle(Verdict verdict)
    {
        if (verdict is Verdict.TooLarge)
        {
            gate.Body.IsNotTheCause();
        }
    }

    private bool TrySplit(Range part, int count)
    {
        var (offset, length) = part.GetOffsetAndLength(count);
        if (length == 1)
        {
            return false;
        }

        var middle = offset + (length / 2);
        _parts.Push(middle..(offset + length));
        _parts.Push(offset..middle);
        return true;
    }

    private void TellDelivered()
    {
        if (gate.Delivered())
        {
            logger.DeliveryRecovered();
        }
    }

    private void TellFailure(Verdict stoppedBy, in TransportAnswer answer)
    {
        switch (stoppedBy)
        {
            case Verdict.Retry when gate.Failed(answer):
                logger.DeliveryFailed(AnswerClassifier.Describe(answer));
                break;
            case Verdict.KeyRefused when gate.Pause(GateState.KeyRefused):
                logger.KeyRefused(AnswerClassifier.Describe(answer));
                break;
            case Verdict.Misrouted when gate.Pause(GateState.Misrouted):
                logger.Misrouted(AnswerClassifier.Describe(answer));
                break;
        }
    }

    private int PutOldEventsAside(EventBatch batch)
    {
        var oldest = time.GetUtcNow() - RetrySchedule.MaxAge;
        var dead = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            ref var outcome = ref batch.Outcomes[i];
            if (outcome.Kind is EventOutcomeKind.Again && batch.Entries[i].CapturedAt < oldest)
            {
                outcome = EventOutcome.Dead("expired");
            }

            if (outcome.Kind is EventOutcomeKind.Dead)
            {
                dead++;
                metrics.DeadLettered(outcome.Reason!);
            }
        }

        return dead;
    }
}
