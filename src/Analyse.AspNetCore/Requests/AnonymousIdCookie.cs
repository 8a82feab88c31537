using Analyse.AspNetCore.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Requests;

/// <summary>Gives a browser without an anonymous id one, which counts from this request on.</summary>
internal sealed class AnonymousIdCookie(IOptions<AnalyseRequestOptions> options, TimeProvider timeProvider)
{
    private readonly AnalyseRequestOptions _options = options.Value;

    public void IssueIfMissing(HttpContext context, RequestState state)
    {
        if (_options.IssueAnonymousIdCookie
            && state.Ids.AnonymousId is null
            && BrowserIdReader.MayTrack(context)
            && RequestKind.IsNavigation(context.Request)
            && !context.Response.HasStarted)
        {
            var anonymousId = Guid.CreateVersion7(timeProvider.GetUtcNow()).ToString();
            state.Issue(anonymousId);
            context.Response.OnStarting(() => Append(context, anonymousId));
        }
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
