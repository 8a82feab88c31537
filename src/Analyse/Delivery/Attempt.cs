using System.Runtime.CompilerServices;
using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>One request with its time limit, which counts from the first byte sent to the last byte read.</summary>
internal sealed class Attempt(IEventTransport http, TimeProvider time, AnalyseMetrics metrics)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, AnalyseSettings settings, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var transport = settings.Transport ?? http;
        using var limit = new CancellationTokenSource(settings.RequestTimeout, time);
        using var registration = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        TransportAnswer answer;
        try
        {
            answer = await transport.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = new TransportAnswer { Failure = new TimeoutException($"No answer within {settings.RequestTimeout.TotalSeconds} s.") };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A transport must not throw; one that does must not take the batch with it.
            answer = new TransportAnswer { Failure = failure };
        }

        metrics.Request(AnswerClassifier.Classify(answer), time.GetElapsedTime(began));
        return answer;
    }
}
