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

    /// <summary>The host as it was sent; <see cref="Host"/> decodes it.</summary>
    public required string HostHeader { get; init; }

    public HostString Host => HostString.FromUriComponent(HostHeader);

    public required PathString Path { get; init; }

    public string? Query { get; init; }

    public string? Referrer { get; init; }

    /// <summary>Whether its address is that of a page. Otherwise it belongs to the page that it was made from.</summary>
    public bool OpensPage { get; init; }

    public PageContext? Page => _page ??= PageReader.Read(this);

    /// <summary>Copies what a request says. Only the request's own thread may call this.</summary>
    public static RequestSnapshot Of(HttpContext context, BrowserIdReader browserIds)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        return Of(context, request, PathOf(request), request.QueryString, browserIds);
    }

    /// <summary>The same, with a path and a query that the pipeline may have changed since.</summary>
    public static RequestSnapshot Of(
        HttpContext context, IHttpRequestFeature request, PathString path, string? query, BrowserIdReader browserIds)
    {
        var headers = request.Headers;
        var snapshot = new RequestSnapshot
        {
            Scheme = request.Scheme,
            HostHeader = headers.Host.ToString(),
            Path = path,
            Query = query,
            Referrer = headers.Referer,
            OpensPage = RequestKind.OpensPage(request),
            _anonymousId = browserIds.AnonymousIdHeader(headers),
            _sessionId = browserIds.SessionIdHeader(headers),
            _cookies = headers.Cookie,
        };
        snapshot.RespectConsent(context);
        return snapshot;
    }

    public static PathString PathOf(IHttpRequestFeature request) => new PathString(request.PathBase).Add(new PathString(request.Path));

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
            && HostHeader == request.Headers.Host.ToString()
            && (!_saysIds || _mayTrack == BrowserIdReader.MayTrack(context));
    }

    /// <summary>Whether another address has the scheme, host and port of this one.</summary>
    public bool IsOriginOf(Uri address) =>
        string.Equals(address.Scheme, Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(address.Host, Host.Host, StringComparison.OrdinalIgnoreCase)
        && (Host.Port is { } port ? address.Port == port : address.IsDefaultPort);

    /// <summary>Whether this is the address of the request itself.</summary>
    public bool IsAddressedBy(Uri address) => IsOriginOf(address) && address.PathAndQuery == Path.ToUriComponent() + Query;

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
