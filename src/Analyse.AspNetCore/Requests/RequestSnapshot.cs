using Analyse.AspNetCore.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// What a request says of its page and its browser, as it was sent: strings that outlive the request, so that page and
/// ids are worked out only when an event needs them, on whatever thread that is.
/// </summary>
internal sealed class RequestSnapshot
{
    private PageContext? _page;
    private string? _anonymousId;
    private string? _sessionId;
    private StringValues _cookies;
    private bool _saysIds;
    private bool _mayTrack;
    private volatile bool _areIdsFound;

    public required string Scheme { get; init; }

    public required HostString Host { get; init; }

    public required PathString Path { get; init; }

    public string? Query { get; init; }

    public string? Referrer { get; set; }

    /// <summary>Whether its address is that of a page. Otherwise it belongs to the page that it was made from.</summary>
    public bool OpensPage { get; set; }

    public PageContext? Page => _page ??= PageReader.Read(this);

    /// <summary>Copies what a request says. Only the request's own thread may call this.</summary>
    public static RequestSnapshot Of(HttpContext context, BrowserIdReader browserIds) =>
        OfAddress(context.Features.GetRequiredFeature<IHttpRequestFeature>()).AddHeaders(context, browserIds);

    /// <summary>Copies the address alone. Until the headers are added, no other thread may see the snapshot.</summary>
    public static RequestSnapshot OfAddress(IHttpRequestFeature request) => new()
    {
        Scheme = request.Scheme,
        Host = HostString.FromUriComponent(request.Headers.Host.ToString()),
        Path = PathOf(request),
        Query = request.QueryString,
    };

    public RequestSnapshot AddHeaders(HttpContext context, BrowserIdReader browserIds)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        var headers = request.Headers;
        Referrer = headers.Referer;
        OpensPage = RequestKind.OpensPage(request);
        _anonymousId = browserIds.AnonymousIdHeader(headers);
        _sessionId = browserIds.SessionIdHeader(headers);
        _cookies = headers.Cookie;
        RespectConsent(context);
        return this;
    }

    public string? AnonymousIdBy(BrowserIdReader browserIds)
    {
        FindIds(browserIds);
        return _anonymousId;
    }

    public string? SessionIdBy(BrowserIdReader browserIds)
    {
        FindIds(browserIds);
        return _sessionId;
    }

    /// <summary>Whether nothing changed since, such as the address by a proxy's headers, or the consent.</summary>
    public bool IsUpToDate(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        return Path == PathOf(request)
            && Scheme == request.Scheme
            && Query == request.QueryString
            && Host == HostString.FromUriComponent(request.Headers.Host.ToString())
            && (!_saysIds || _mayTrack == BrowserIdReader.MayTrack(context));
    }

    /// <summary>Whether another address has the scheme, host and port of this one.</summary>
    public bool IsOriginOf(Uri address) =>
        string.Equals(address.Scheme, Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(address.Host, Host.Host, StringComparison.OrdinalIgnoreCase)
        && (Host.Port is { } port ? address.Port == port : address.IsDefaultPort);

    /// <summary>Whether this is the address of the request itself.</summary>
    public bool IsAddressedBy(Uri address) => IsOriginOf(address) && address.PathAndQuery == Path.ToUriComponent() + Query;

    private static PathString PathOf(IHttpRequestFeature request) => new PathString(request.PathBase).Add(new PathString(request.Path));

    // Asks only where there is something to withhold.
    private void RespectConsent(HttpContext context)
    {
        _saysIds = _anonymousId is not null || _sessionId is not null || _cookies.Count > 0;
        _mayTrack = !_saysIds || BrowserIdReader.MayTrack(context);
        if (!_mayTrack)
        {
            (_anonymousId, _sessionId, _cookies) = (null, null, default);
        }
    }

    // What two threads find at once is the same: an id that was found is found again.
    private void FindIds(BrowserIdReader browserIds)
    {
        if (!_areIdsFound)
        {
            _anonymousId = browserIds.AnonymousId(_anonymousId, _cookies);
            _sessionId = browserIds.SessionId(_sessionId, _cookies);
            _areIdsFound = true;
        }
    }
}
