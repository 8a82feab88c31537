using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>One request with its time limit, which counts from the first byte sent to the last byte read.</summary>
internal sealed class Attempt(IEventTransport http, TimeProvider time, AnalyseMetrics metrics)
{
    public async Task<TransportAnswer> SendAsync(TransportRequest request, AnalyseSettings settings, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var answer = await SendInTimeAsync(request, settings, cancellationToken).ConfigureAwait(false);
        metrics.Request(AnswerClassifier.Classify(answer), time.GetElapsedTime(began));
        return answer;
    }

    private async Task<TransportAnswer> SendInTimeAsync(TransportRequest request, AnalyseSettings settings, CancellationToken cancellationToken)
    {
        var timeout = settings.RequestTimeout;
        var transport = settings.Transport ?? http;
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await transport.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TransportAnswer { Failure = new TimeoutException($"No answer within {timeout.TotalSeconds} s.") };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A transport must not throw; one that does must not take the batch with it.
            return new TransportAnswer { Failure = failure };
        }
    }
}
