using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Gives each request its state, and each scope that of the request in which it was made. The state flows with the
/// request's work, as an async-local value does, so that scopes of its own making find it without the HttpContext.
/// </summary>
internal sealed class RequestStates(RequestReaders readers)
{
    private readonly AsyncLocal<RequestState?> _current = new();

    /// <summary>The state of the request that runs, or, when there is none or it is over, one that knows nobody.</summary>
    public RequestState OfScope() => _current.Value is { } state && state.TryHold() ? state : new RequestState(readers);

    /// <summary>Gives a request its state. Not in an async method: the value would not flow on to what comes next.</summary>
    public RequestFeatures Begin(HttpContext context)
    {
        var state = new RequestState(readers);
        var features = new RequestFeatures(context, state);
        context.Features.Set<IServiceProvidersFeature>(features);
        _current.Value = state;
        return features;
    }

    /// <summary>Keeps the address of a request as it is now.</summary>
    public RequestFeatures Pin(HttpContext context)
    {
        var features = context.Features.Get<IServiceProvidersFeature>() as RequestFeatures
            ?? context.Features.Get<IHttpAuthenticationFeature>() as RequestFeatures
            ?? Begin(context);
        features.Pin();
        return features;
    }
}
