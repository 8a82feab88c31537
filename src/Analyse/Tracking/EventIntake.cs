using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Events;
using Analyse.Storage;
using Microsoft.Extensions.Logging;

namespace Analyse.Tracking;

/// <summary>
/// The caller's part of a capture: finds out who it was, lets the enrichers see the event, and turns it into its final
/// bytes, which a writer then takes. Whatever is wrong with the data is a counted refusal, never an exception.
/// </summary>
internal sealed class EventIntake(
    IAnalyseSettings settings, Enrichment enrichment, ICaptureObserver[] observers, Refusals refusals, TimeProvider time, ILogger logger)
{
    public CaptureResult Capture(AnalyseEvent analyseEvent, IAnalyseContext? context, IEventWriter writer)
    {
        var encoder = EventEncoder.Borrow();
        try
        {
            var result = Encode(encoder, ref analyseEvent, context, out var encoded);
            return result is CaptureResult.Accepted
                ? Record(analyseEvent, encoded, writer.Append(encoded))
                : Observe(analyseEvent, encoded, result);
        }
        finally
        {
            EventEncoder.GiveBack(encoder);
        }
    }

    public ValueTask<CaptureResult> CaptureAsync(
        AnalyseEvent analyseEvent, IAnalyseContext? context, IEventWriter writer, CancellationToken cancellationToken)
    {
        var encoder = EventEncoder.Borrow();
        try
        {
            var result = Encode(encoder, ref analyseEvent, context, out var encoded);
            if (result is not CaptureResult.Accepted)
            {
                return new ValueTask<CaptureResult>(Observe(analyseEvent, encoded, result));
            }

            var append = writer.AppendAsync(encoded, cancellationToken);
            return append.IsCompletedSuccessfully
                ? new ValueTask<CaptureResult>(Record(analyseEvent, encoded, append.Result))
                : RecordAsync(analyseEvent, new DetachedEvent(encoded), append);
        }
        finally
        {
            EventEncoder.GiveBack(encoder);
        }
    }

    /// <summary>Prepares an event that no store takes.</summary>
    /// <returns><see cref="CaptureResult.Accepted"/> and the event, or why it was refused.</returns>
    public CaptureResult Detach(ref AnalyseEvent analyseEvent, IAnalyseContext? context, out DetachedEvent? detached)
    {
        var encoder = EventEncoder.Borrow();
        try
        {
            var result = Encode(encoder, ref analyseEvent, context, out var encoded);
            detached = result is CaptureResult.Accepted ? new DetachedEvent(encoded) : null;
            return detached is null ? Observe(analyseEvent, encoded, result) : result;
        }
        finally
        {
            EventEncoder.GiveBack(encoder);
        }
    }

    /// <summary>Counts and tells what a store, or the service, made of an event.</summary>
    public CaptureResult Record(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result)
    {
        switch (result)
        {
            case CaptureResult.Accepted:
                logger.EventAccepted(encoded.Name, encoded.Id);
                break;
            case CaptureResult.Duplicate:
                logger.EventDuplicate(encoded.Name, encoded.Id);
                break;
            default:
                refusals.Add(analyseEvent, result);
                break;
        }

        return Observe(analyseEvent, encoded, result);
    }

    /// <summary>Counts a refusal of an event that was not even encoded, and tells of it.</summary>
    public CaptureResult Refuse(AnalyseEvent analyseEvent, CaptureResult reason) =>
        Observe(analyseEvent, default, refusals.Add(analyseEvent, reason));

    private CaptureResult Observe(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result)
    {
        return observers.Length == 0 ? result : ObserveAll(analyseEvent, encoded, result);
    }

    private CaptureResult ObserveAll(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result)
    {
        foreach (var observer in observers)
        {
            try
            {
                observer.OnCaptured(analyseEvent, encoded, result);
            }
            catch (Exception fault)
            {
                logger.ObserverFailed(observer.GetType().Name, fault.GetType().Name, analyseEvent.Name);
            }
        }

        return result;
    }

    private async ValueTask<CaptureResult> RecordAsync(AnalyseEvent analyseEvent, DetachedEvent detached, ValueTask<CaptureResult> append)
    {
        var result = await append.ConfigureAwait(false);
        return Record(analyseEvent, detached.Encoded, result);
    }

    private CaptureResult Encode(EventEncoder encoder, ref AnalyseEvent analyseEvent, IAnalyseContext? context, out EncodedEvent encoded)
    {
        ArgumentNullException.ThrowIfNull(analyseEvent);
        if (context is null && analyseEvent is { PersonId: null, AnonymousId: null })
        {
            throw new ArgumentException(
                $"The event {analyseEvent.Name} has neither PersonId nor AnonymousId: set one of them, or capture it with an IAnalyseTracker, which knows the signed-in user.",
                nameof(analyseEvent));
        }

        encoded = default;
        var current = settings.Current;
        if (!current.IsOn)
        {
            return refusals.Add(analyseEvent, CaptureResult.Off);
        }

        var now = time.GetUtcNow();
        try
        {
            var filled = Attribution.Fill(analyseEvent, context, now);
            if (enrichment.IsNeeded)
            {
                analyseEvent = filled.AppliedTo(analyseEvent.Copy());
                if (!enrichment.Apply(analyseEvent))
                {
                    return refusals.Add(analyseEvent, CaptureResult.Filtered);
                }

                filled = Attribution.Fill(analyseEvent, null, now);
            }

            if (!Attribution.IsIdentified(filled))
            {
                return refusals.Add(analyseEvent, CaptureResult.NoIdentity);
            }

            if (analyseEvent.Amount is { Problem: { } problem })
            {
                return refusals.Add(analyseEvent, CaptureResult.Invalid, problem);
            }

            if (!encoder.TryEncode(analyseEvent, filled, current.EventIdProperty, current.MaxEventBytes))
            {
                return refusals.Add(analyseEvent, CaptureResult.TooLarge);
            }

            encoded = new EncodedEvent
            {
                Id = filled.Id,
                Name = analyseEvent.Name,
                IsMoney = analyseEvent.Kind is EventKind.Money,
                HasKey = analyseEvent.IdempotencyKey is not null,
                CapturedAt = now,
                Json = encoder.Json,
            };
            return CaptureResult.Accepted;
        }
        catch (Exception fault)
        {
            // Most likely another thread changes the event's properties at this moment.
            return refusals.Add(
                analyseEvent, CaptureResult.Invalid, $"reading it failed ({fault.GetType().Name}). Do not change an event while it is captured.");
        }
    }
}
