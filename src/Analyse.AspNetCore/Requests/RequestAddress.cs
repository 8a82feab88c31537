using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// What a request says of its page, as it was sent: strings that outlive the request, so that the page is made of them
/// only when an event asks for it.
/// </summary>
internal sealed class RequestAddress
{
    private PageContext? _page;

    public required string Scheme { get; init; }

    public required HostString Host { get; init; }

    public required PathString Path { get; init; }

    public string? Query { get; init; }

    public string? Referrer { get; init; }

    /// <summary>Whether a script made the request: it runs in the page of the referrer.</summary>
    public bool IsFromScript { get; init; }

    public PageContext? Page => _page ??= PageReader.Read(this);

    public static RequestAddress Of(HttpContext context, bool isFromScript) => new()
    {
        Scheme = context.Request.Scheme,
        Host = context.Request.Host,
        Path = context.Request.PathBase.Add(context.Request.Path),
        Query = context.Request.QueryString.Value,
        Referrer = context.Request.Headers.Referer,
        IsFromScript = isFromScript,
    };

    /// <summary>Whether another address has the scheme, host and port of this one.</summary>
    public bool IsOriginOf(Uri address) =>
        string.Equals(address.Scheme, Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(address.Host, Host.Host, StringComparison.OrdinalIgnoreCase)
        && (Host.Port is { } port ? address.Port == port : address.IsDefaultPort);
}
