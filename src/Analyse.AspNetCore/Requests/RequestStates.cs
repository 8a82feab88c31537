using Analyse.AspNetCore.Identity;
using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore.Requests;

/// <summary>Finds the state of a request, or makes it: one for each, whoever asks first.</summary>
internal sealed class RequestStates(PersonReader persons, BrowserIdReader browserIds)
{
    private readonly Lock _gate = new();

    public RequestState Of(HttpContext context)
    {
        if (context.Features.Get<RequestState>() is { } known)
        {
            return known;
        }

        // Scopes that work for one request in parallel may ask at the same time.
        lock (_gate)
        {
            return context.Features.Get<RequestState>() ?? Begin(context);
        }
    }

    private RequestState Begin(HttpContext context)
    {
        var state = new RequestState(
            RequestAddress.Of(context, RequestKind.IsFromScript(context)),
            browserIds.Read(context),
            personId: null,
            new LiveRequest(context, persons, browserIds));
        context.Features.Set(state);

        // Runs before the server takes the HttpContext back.
        context.Response.OnCompleted(End, state);
        return state;
    }

    private static Task End(object state)
    {
        ((RequestState)state).End();
        return Task.CompletedTask;
    }
}
