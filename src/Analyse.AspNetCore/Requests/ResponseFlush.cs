using Analyse.AspNetCore.Diagnostics;
using Analyse.Extensibility;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Requests;

/// <summary>Delivers what a request captured while its response still waits, for a short time and whatever comes of it.</summary>
internal sealed class ResponseFlush(
    IScopeFlush client, IOptions<AnalyseRequestOptions> options, TimeProvider timeProvider, ILogger<ResponseFlush> logger)
{
    private readonly TimeSpan _timeout = options.Value.ResponseFlushTimeout;

    public bool IsOn { get; } = options.Value.FlushBeforeResponseEnds;

    public async Task RunAsync(CapturedEvents captured)
    {
        try
        {
            using var limit = new CancellationTokenSource(_timeout, timeProvider);
            await client.FlushAsync(captured, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.ResponseFlushFailed(exception.GetType().FullName!);
        }
    }
}
