using System.Runtime.CompilerServices;
using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Transport;
using Microsoft.Extensions.Logging;

namespace Analyse.Delivery;

/// <summary>
/// Sends one claimed batch and decides what becomes of each event. A batch that is too large, or that holds an event the
/// service rejects, is sent in halves until the event is found; its neighbours are delivered. An event becomes a dead letter
/// only when its neighbours got through; until then it is held back.
/// </summary>
internal sealed class BatchSender(Attempt attempt, DestinationGate gate, TimeProvider time, AnalyseMetrics metrics, ILogger logger)
{
    private const int SmallestHiddenLimit = 64 * 1024;
    private const string TooLarge = "too_large";

    private readonly BodyBuffer _body = new();
    private readonly Bisection _bisection = new();
    private int _cutsInARow;

    /// <summary>What is held back of the source whose batches are sent.</summary>
    public Suspects Suspects { get; } = new(gate.Rejections, time);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SendReport> SendAsync(EventBatch batch, AnalyseSettings settings, CancellationToken cancellationToken)
    {
        var stoppedBy = Verdict.Delivered;
        var failure = default(TransportAnswer);

        _bisection.Begin(batch.Count);
        while (stoppedBy is Verdict.Delivered && _bisection.TryNext(out var part))
        {
            var body = _body.Compose(settings.BatchPrefix, batch.Entries[part.Range]);
            var began = time.GetTimestamp();
            var answer = await attempt
                .SendAsync(new TransportRequest(settings.BatchAddress, body), settings, cancellationToken)
                .ConfigureAwait(false);
            var verdict = Judge(answer, body.Length);
            if (verdict is Verdict.Delivered)
            {
                TellDelivered();
                gate.Body.Fits(body.Length, time.GetElapsedTime(began), settings.RequestTimeout, settings.MaxBatchBytes);
                _bisection.GotThrough(part);
                batch.Outcomes[part.Range].Fill(EventOutcome.Delivered);
                continue;
            }

            failure = failure == default ? answer : failure;
            if (verdict is not (Verdict.TooLarge or Verdict.Poison))
            {
                failure = answer;
                stoppedBy = verdict;
                LearnFromFailure(answer, part.Length, body.Length, time.GetElapsedTime(began));
            }
            else if (!_bisection.TrySplit(part))
            {
                _bisection.Rejected(part, verdict is Verdict.TooLarge ? TooLarge : ReasonOf(answer));
                LearnFromSingle(verdict, part.Length);
            }
            else if (verdict is Verdict.TooLarge)
            {
                gate.Body.TooLarge(body.Length);
            }
        }

        stoppedBy = JudgeRejections(batch, stoppedBy);
        TellFailure(stoppedBy, failure);
        Expire(batch);
        Suspects.Settle(batch);
        metrics.Batch(batch.Count);
        EventLog.Outcomes(logger, batch);
        return Report(batch, stoppedBy, failure);
    }

    private static string ReasonOf(in TransportAnswer answer) => $"http_{(int)answer.Status.GetValueOrDefault()}";

    private Verdict JudgeRejections(EventBatch batch, Verdict stoppedBy)
    {
        if (!_bisection.HasRejections)
        {
            return stoppedBy;
        }

        if (_bisection.Delivered < batch.Count / 2)
        {
            gate.Rejections.Doubt(batch.Count - _bisection.Delivered);
        }

        foreach (var rejection in _bisection.Rejections)
        {
            var isProven = gate.Rejections.IsTrusted
                && (batch.Count == 1 ? Suspects.IsProven(batch.Entries[0].Id) : _bisection.IsProven(rejection));
            batch.Outcomes[rejection.Index] = isProven ? EventOutcome.Dead(rejection.Reason) : EventOutcome.Held;
        }

        if (_bisection.HasSuccess || batch.Outcomes[0].Kind is EventOutcomeKind.Dead)
        {
            return stoppedBy;
        }

        if (stoppedBy is not Verdict.Delivered)
        {
            gate.Rejections.Rejected(_bisection.Rejections.Count);
            return stoppedBy;
        }

        batch.Outcomes.Fill(EventOutcome.Held);
        gate.Rejections.Rejected(batch.Count);
        return gate.Rejections.IsLong ? Verdict.Poison : stoppedBy;
    }

    private Verdict Judge(in TransportAnswer answer, int bodyLength)
    {
        // A server that stops reading a large body and closes the connection hides its 413.
        _cutsInARow = answer.CutDuringUpload && bodyLength > SmallestHiddenLimit ? _cutsInARow + 1 : 0;
        return _cutsInARow > 1 ? Verdict.TooLarge : AnswerClassifier.Classify(answer);
    }

    /// <summary>A large body on a slow line does not arrive in time, however often it is sent.</summary>
    private void LearnFromFailure(in TransportAnswer answer, int count, int bodyLength, TimeSpan took)
    {
        if (count > 1)
        {
            gate.Body.Failed(answer, took, bodyLength);
        }
    }

    private void LearnFromSingle(Verdict verdict, int count)
    {
        if (count == 1 && verdict is Verdict.TooLarge)
        {
            gate.Body.IsNotTheCause();
        }
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
            case Verdict.Poison when gate.Pause(GateState.Rejecting):
                logger.EverythingRejected(AnswerClassifier.Describe(answer));
                break;
        }
    }

    private static void Expire(EventBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            ref var outcome = ref batch.Outcomes[i];
            if (outcome.Kind is EventOutcomeKind.Again or EventOutcomeKind.Held && batch.Entries[i].Age > RetrySchedule.MaxAge)
            {
                outcome = EventOutcome.Dead("expired");
            }
        }
    }

    private SendReport Report(EventBatch batch, Verdict stoppedBy, in TransportAnswer failure)
    {
        var dead = 0;
        var held = 0;
        foreach (ref readonly var outcome in batch.Outcomes)
        {
            switch (outcome.Kind)
            {
                case EventOutcomeKind.Dead:
                    dead++;
                    metrics.DeadLettered(outcome.Reason!);
                    break;
                case EventOutcomeKind.Held:
                    held++;
                    break;
            }
        }

        return new SendReport(stoppedBy, failure, dead, held);
    }
}
