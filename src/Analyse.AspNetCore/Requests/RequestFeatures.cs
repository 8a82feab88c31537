using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Sits in the features of one request, in front of those that were there, and writes into its state what the request says
/// and who signed in. It is called by the request's own thread only: by whoever uses the HttpContext.
/// </summary>
/// <remarks>
/// Most requests capture nothing, so as little as possible is done before anybody asks for the request's services: until
/// then nobody can have signed in, and no tracker of the request can exist.
/// </remarks>
internal sealed class RequestFeatures(HttpContext context, RequestState state)
    : IHttpAuthenticationFeature, IAuthenticateResultFeature, IServiceProvidersFeature
{
    private static readonly Func<object, Task> _end = static features =>
    {
        ((RequestFeatures)features).End();
        return Task.CompletedTask;
    };

    private HttpContext? _context = context;
    private IServiceProvidersFeature? _services = context.Features.Get<IServiceProvidersFeature>();
    private IHttpAuthenticationFeature? _authentication;

    public RequestState State => state;

    // Whoever resolves a tracker comes through here first, after authentication put features of its own in place of these.
    public IServiceProvider RequestServices
    {
        get
        {
            Observe();
            return Services!.RequestServices;
        }

        set => Services!.RequestServices = value;
    }

    public ClaimsPrincipal? User
    {
        get => _authentication is null ? state.User : _authentication.User;
        set
        {
            _authentication?.User = value;
            state.SetUser(value);
        }
    }

    public AuthenticateResult? AuthenticateResult
    {
        get => (_authentication as IAuthenticateResultFeature)?.AuthenticateResult;
        set
        {
            (_authentication as IAuthenticateResultFeature)?.AuthenticateResult = value;
            state.SetUser(value?.Principal);
        }
    }

    private IServiceProvidersFeature? Services =>
        _services ??= _context is { } live ? new RequestServicesFeature(live, state.Readers.Scopes) : null;

    /// <summary>Keeps the address as it is now, whatever the pipeline makes of it.</summary>
    public void Pin()
    {
        if (_context is not { } live || state.IsPinned)
        {
            return;
        }

        var request = live.Features.GetRequiredFeature<IHttpRequestFeature>();
        if (state.IsDescribed || state.Readers.BrowserIds.MayBeIn(request.Headers))
        {
            // Even if nobody asks for the services: scopes that are made without them find the browser too.
            Observe();
            state.IsPinned = true;
        }
        else
        {
            state.Pin(RequestSnapshot.OfAddress(request));
        }
    }

    /// <summary>Brings the state up to date with the request, and keeps it so.</summary>
    public void Observe()
    {
        if (_context is not { } live)
        {
            return;
        }

        if (!state.IsDescribed)
        {
            live.Response.OnCompleted(_end, this);
            if (state.Readers.BrowserIds.ReadsForms)
            {
                FormIdsFeature.Install(live, this);
            }
        }

        ObserveUser(live);
        ObserveForm(live);
        Describe(live);
    }

    /// <summary>Reads the ids of a form that something else has parsed: reading it here could take the body from the endpoint.</summary>
    public void Take(IFormCollection? form)
    {
        if (form is not null && _context is { } live && Identity.BrowserIdReader.MayTrack(live))
        {
            state.Add(state.Readers.BrowserIds.ReadForm(form));
        }
    }

    // Before the server takes the HttpContext back.
    private void End()
    {
        if (_context is { } live)
        {
            ObserveUser(live);
            _context = null;
            state.End();
        }
    }

    private void Describe(HttpContext live)
    {
        if (state is { IsPinned: true, IsDescribed: false })
        {
            state.Describe(state.Snapshot!.AddHeaders(live, state.Readers.BrowserIds));
        }
        else if (state is { IsPinned: false, IsHeld: false } && state.Snapshot?.IsUpToDate(live) is not true)
        {
            state.Describe(RequestSnapshot.Of(live, state.Readers.BrowserIds));
        }
    }

    private void ObserveForm(HttpContext live)
    {
        if (state.Readers.BrowserIds.ReadsForms)
        {
            Take(live.Features.Get<IFormFeature>()?.Form);
        }
    }

    private void ObserveUser(HttpContext live)
    {
        var features = live.Features;
        var current = features.Get<IHttpAuthenticationFeature>();
        if (ReferenceEquals(current, this))
        {
            return;
        }

        _authentication = current;
        features.Set<IHttpAuthenticationFeature>(this);
        if (current is not null)
        {
            state.SetUser(current.User);
            if (ReferenceEquals(features.Get<IAuthenticateResultFeature>(), current))
            {
                // Authorization sets the user through this one.
                features.Set<IAuthenticateResultFeature>(this);
            }
        }
    }
}
