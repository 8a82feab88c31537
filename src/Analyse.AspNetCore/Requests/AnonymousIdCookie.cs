using Analyse.AspNetCore.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Requests;

/// <summary>Gives a browser without an anonymous id one, which counts from this request on.</summary>
internal sealed class AnonymousIdCookie(IOptions<AnalyseRequestOptions> options, TimeProvider timeProvider)
{
    private readonly AnalyseRequestOptions _options = options.Value;

    public bool IsOn => _options.IssueAnonymousIdCookie;

    public void IssueIfMissing(HttpContext context, RequestState state)
    {
        if (state is { Snapshot.OpensPage: true, AnonymousId: null }
            && BrowserIdReader.MayTrack(context)
            && !RequestKind.IsFrame(context.Request)
            && !context.Response.HasStarted)
        {
            Issue(context, state);
        }
    }

    private void Issue(HttpContext context, RequestState state)
    {
        var anonymousId = Guid.CreateVersion7(timeProvider.GetUtcNow()).ToString();
        state.Add(new BrowserIds(anonymousId, SessionId: null));
        context.Response.OnStarting(() => Append(context, anonymousId));
    }

    private Task Append(HttpContext context, string anonymousId)
    {
        if (!IsForEverybody(context.Response))
        {
            context.Response.Cookies.Append(_options.AnonymousId.Cookie!, anonymousId, new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = _options.AnonymousIdCookieLifetime,
                Path = "/",
            });
        }

        return Task.CompletedTask;
    }

    // A cache between server and browsers would hand one visitor's id to all others.
    private static bool IsForEverybody(HttpResponse response) =>
        response.GetTypedHeaders().CacheControl is { Public: true } or { SharedMaxAge: not null };
}
