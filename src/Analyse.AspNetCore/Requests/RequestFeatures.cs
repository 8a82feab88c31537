using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Sits in the features of one request, in front of those that were there, and writes into its state who signed in. It is
/// called by the request's own thread only: by whoever uses the HttpContext.
/// </summary>
internal sealed class RequestFeatures(HttpContext context, RequestState state)
    : IHttpAuthenticationFeature, IAuthenticateResultFeature, IServiceProvidersFeature
{
    private HttpContext? _context = context;
    private IServiceProvidersFeature? _services = context.Features.Get<IServiceProvidersFeature>();
    private IHttpAuthenticationFeature? _authentication;
    private AuthenticateResult? _result;

    public RequestState State => state;

    // Whoever resolves a tracker comes through here first, after authentication put features of its own in place of these.
    public IServiceProvider RequestServices
    {
        get
        {
            if (_context is { } live)
            {
                Refresh(live);
                _services ??= new RequestServicesFeature(live, state.Readers.Scopes);
            }

            return _services?.RequestServices!;
        }

        set => (_services ??= new RequestServicesFeature(_context!, state.Readers.Scopes)).RequestServices = value;
    }

    public ClaimsPrincipal? User
    {
        get => _authentication is null ? state.User : _authentication.User;
        set
        {
            _result = null;
            _authentication?.User = value;
            state.SetUser(value);
        }
    }

    public AuthenticateResult? AuthenticateResult
    {
        get => _authentication is IAuthenticateResultFeature inner ? inner.AuthenticateResult : _result;
        set
        {
            if (_authentication is IAuthenticateResultFeature inner)
            {
                inner.AuthenticateResult = value;
                state.SetUser(value?.Principal);
            }
            else
            {
                User = value?.Principal;
                _result = value;
            }
        }
    }

    /// <summary>Takes the place of the features that are there now.</summary>
    public void Install()
    {
        _context!.Features.Set<IServiceProvidersFeature>(this);
        ObserveUser(_context);
        if (state.Readers.BrowserIds.ReadsForms)
        {
            FormIdsFeature.Install(_context, this);
        }
    }

    /// <summary>Keeps the address and the browser's ids as they are now.</summary>
    public void Pin()
    {
        if (_context is { } live && !state.IsPinned)
        {
            ObserveUser(live);
            ObserveResult(live.Features);
            state.Pin(RequestSnapshot.Of(live, state.Readers.BrowserIds));
        }
    }

    /// <summary>Reads the ids of a form that something else has parsed: reading it here could take the body from the endpoint.</summary>
    public void Take(IFormCollection? form)
    {
        if (form is not null && _context is { } live && Identity.BrowserIdReader.MayTrack(live))
        {
            state.Add(state.Readers.BrowserIds.ReadForm(form));
        }
    }

    /// <summary>Lets the request go, before the server takes the HttpContext back.</summary>
    public void End()
    {
        if (state.IsHeld && _context is { } live)
        {
            ObserveUser(live);
        }

        _context = null;
        state.End();
    }

    private void Refresh(HttpContext live)
    {
        ObserveUser(live);
        if (state.Readers.BrowserIds.ReadsForms)
        {
            Take(live.Features.Get<IFormFeature>()?.Form);
        }

        if (!state.IsPinned && !state.IsHeld && state.Snapshot?.IsUpToDate(live) is not true)
        {
            state.Describe(RequestSnapshot.Of(live, state.Readers.BrowserIds));
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
        _result = null;
        features.Set<IHttpAuthenticationFeature>(this);
        if (current is not null)
        {
            state.SetUser(current.User);
            ObserveResult(features);
        }
    }

    // Authorization sets the user through this one, and puts features of its own in place of both when there is none.
    private void ObserveResult(IFeatureCollection features)
    {
        var current = features.Get<IAuthenticateResultFeature>();
        if (current is null || ReferenceEquals(current, _authentication))
        {
            features.Set<IAuthenticateResultFeature>(this);
        }
    }
}
