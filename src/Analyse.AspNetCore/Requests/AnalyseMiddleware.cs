using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore.Requests;

/// <summary>Keeps the address of a request as it comes in; issues the cookie and flushes, where the options say so.</summary>
internal sealed class AnalyseMiddleware(
    RequestDelegate next, RequestFilter filter, RequestStates states, AnonymousIdCookie cookie, ResponseFlush flush)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!filter.Accepts(context))
        {
            return next(context);
        }

        var request = states.Pin(context);
        if (cookie.IsOn)
        {
            request.Observe();
            cookie.IssueIfMissing(context, request.State);
        }

        return flush.IsOn ? InvokeAndFlushAsync(context, request.State) : next(context);
    }

    private async Task InvokeAndFlushAsync(HttpContext context, RequestState state)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (state.WasAsked)
            {
                await flush.RunAsync().ConfigureAwait(false);
            }
        }
    }
}
