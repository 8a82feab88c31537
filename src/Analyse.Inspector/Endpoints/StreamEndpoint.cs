using Analyse.Inspector.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Analyse.Inspector.Endpoints;

/// <summary><c>GET stream</c>: the live stream of one page.</summary>
internal sealed class StreamEndpoint(InspectorInstance inspector)
{
    // A page that no longer reads what it is sent must not hold the application up.
    private static readonly TimeSpan _mostAfterStopping = TimeSpan.FromSeconds(2);

    public async Task GetAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, inspector.Clock);
        using var onStop = inspector.Stopping.Register(() => cut.CancelAfter(_mostAfterStopping));
        using var onAbort = context.RequestAborted.Register(cut.Cancel);

        var position = StreamId.Read(inspector.Run, context.Request.Headers["Last-Event-ID"]);

        try
        {
            await new LiveStream(inspector, context.Response.BodyWriter, position).RunAsync(cut.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
