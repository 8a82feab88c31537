using Analyse.Conformance.Calls;
using Analyse.Conformance.Comparison;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance;

/// <summary>Plays the calls of one vector through the public client, and compares what came of it with what was recorded.</summary>
internal sealed class VectorRunner(Listener listener)
{
    private const string PublicKey = "pk_test_vectors";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<string>> RunAsync(Vector vector)
    {
        var refusals = new List<string>();
        try
        {
            await PlayAsync(vector, refusals);
        }
        catch (Exception e) when (e is not VectorException)
        {
            listener.TakeRequests();
            return [$"the client threw {e.GetType().Name}: {e.Message}"];
        }

        // The client is disposed by now: nothing can follow any more.
        var requests = listener.TakeRequests();
        return vector.Expected switch
        {
            ExpectedError expected => ErrorFailures(expected, refusals, requests),
            ExpectedSilence => [.. refusals, .. SilenceFailures(requests)],
            ExpectedRequest expected => [.. refusals, .. new RequestComparer(expected, vector.Ignored).Failures(requests)],
            _ => throw new NotSupportedException(),
        };
    }

    private async Task PlayAsync(Vector vector, List<string> refusals)
    {
        await using var client = new AnalyseClient(new AnalyseOptions
        {
            PublicKey = PublicKey,
            Host = listener.Address + vector.HostSuffix,
            FlushInterval = TimeSpan.FromHours(1), // Only the flush below sends.
        });

        foreach (var call in vector.Calls)
        {
            try
            {
                if (CallDriver.Play(call, client) is not CaptureResult.Accepted and var result)
                {
                    refusals.Add($"the client refused a call: {result}");
                }
            }
            catch (ArgumentException e)
            {
                refusals.Add($"the client refused a call: {e.Message}");
            }
        }

        using var deadline = new CancellationTokenSource(_patience);
        await client.FlushAsync(deadline.Token);
    }

    private static IReadOnlyList<string> ErrorFailures(
        ExpectedError expected, List<string> refusals, IReadOnlyList<RecordedRequest> requests)
    {
        var unmet = refusals.Count == 0 ? [$"expected an error ({expected.Message}), but every call was accepted"] : Array.Empty<string>();
        return [.. unmet, .. SilenceFailures(requests)];
    }

    private static IEnumerable<string> SilenceFailures(IReadOnlyList<RecordedRequest> requests) =>
        requests.Select(request => $"expected no request, but got {request}");
}
