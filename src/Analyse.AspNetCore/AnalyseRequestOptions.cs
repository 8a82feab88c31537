using Analyse.AspNetCore.Configuration;
using Analyse.AspNetCore.Identity;
using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore;

/// <summary>
/// What is taken from a request. Read from the section <c>Analyse:Request</c>, then from code, by
/// <c>builder.Services.AddAnalyse().ConfigureRequests(o => …)</c>. Checked at start; a reload does not change them.
/// </summary>
public sealed class AnalyseRequestOptions
{
    /// <summary>The types of the claims that hold the person's id, the first that has a value counts. Only authenticated identities are asked.</summary>
    /// <value>Empty: <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>, then <c>sub</c>.</value>
    public IList<string> PersonIdClaimTypes { get; } = [];

    /// <summary>Where the id of the device or browser comes from.</summary>
    /// <value>The header <c>X-Analyse-Anonymous-Id</c>, then the cookie <c>analyse_anon_id</c>; a UUID.</value>
    public BrowserIdOptions AnonymousId { get; } = new()
    {
        Header = AnalyseRequestDefaults.AnonymousIdHeader,
        Cookie = AnalyseRequestDefaults.AnonymousIdCookie,
        IsValid = BrowserIdForm.IsUuid,
    };

    /// <summary>Where the id of the browser's session comes from.</summary>
    /// <value>The header <c>X-Analyse-Session-Id</c>, then the cookie <c>analyse_session_id</c>; letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</value>
    public BrowserIdOptions SessionId { get; } = new()
    {
        Header = AnalyseRequestDefaults.SessionIdHeader,
        Cookie = AnalyseRequestDefaults.SessionIdCookie,
        IsValid = BrowserIdForm.IsToken,
    };

    /// <summary>
    /// Whether <c>UseAnalyse</c> gives a browser that has no anonymous id one, in the cookie named by
    /// <see cref="AnonymousId"/>: for sites without the browser SDK.
    /// </summary>
    /// <value>False.</value>
    public bool IssueAnonymousIdCookie { get; set; }

    /// <summary>How long the browser keeps the issued cookie.</summary>
    /// <value>365 days. From 1 minute to 400 days, which is the most that browsers grant.</value>
    public TimeSpan AnonymousIdCookieLifetime { get; set; } = AnalyseRequestDefaults.AnonymousIdCookieLifetime;

    /// <summary>Paths that <c>UseAnalyse</c> leaves alone, with all below them, such as <c>/health</c>. Case does not matter.</summary>
    /// <value>Empty.</value>
    public IList<string> ExcludedPaths { get; } = [];

    /// <summary>
    /// Whether <c>UseAnalyse</c> does its work for a request: true for those it does. Events captured in the others are
    /// captured all the same.
    /// </summary>
    /// <value><see langword="null"/>: for all that are not excluded by <see cref="ExcludedPaths"/>.</value>
    public Func<HttpContext, bool>? Filter { get; set; }

    /// <summary>
    /// Whether <c>UseAnalyse</c> delivers what a request captured before its response ends: for hosts that freeze the
    /// process between requests. It never fails the request.
    /// </summary>
    /// <value>False: delivery happens in the background.</value>
    public bool FlushBeforeResponseEnds { get; set; }

    /// <summary>The longest that a response waits for <see cref="FlushBeforeResponseEnds"/>.</summary>
    /// <value>1 second. From 10 milliseconds to 1 minute.</value>
    public TimeSpan ResponseFlushTimeout { get; set; } = AnalyseRequestDefaults.ResponseFlushTimeout;
}
