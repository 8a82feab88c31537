using System.Security.Claims;
using Analyse.AspNetCore.Configuration;
using Analyse.AspNetCore.Identity;
using Analyse.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Takes an event of a made-up visitor from a made-up request into a store that is dropped. Options and resolver are the
/// library's own, so that nothing of the application's runs.
/// </summary>
/// <param name="scopes">Only named; no scope is made.</param>
internal sealed class RequestWarmUp(IServiceScopeFactory scopes) : IWarmUp
{
    public const string Anyone = "warm-up";
    public const string Browser = "00000000-0000-7000-8000-000000000001";

    public void Run() => WarmUp.Capture(MakeContext());

    /// <summary>The context of a request that says everything that one can say.</summary>
    public IAnalyseContext MakeContext()
    {
        var options = Options.Create(new AnalyseRequestOptions());
        var persons = new PersonReader(new ClaimsPersonIdResolver(options), NullLogger<PersonReader>.Instance);
        var browserIds = new BrowserIdReader(options, NullLogger<BrowserIdReader>.Instance);
        var states = new RequestStates(new RequestReaders(persons, browserIds, scopes));

        var request = MakeRequest();
        states.Begin(request);
        states.Pin(request).Observe();
        return new RequestAnalyseContext(states);
    }

    private static DefaultHttpContext MakeRequest()
    {
        var context = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Anyone)], Anyone)),
        };
        var request = context.Request;
        request.Method = HttpMethods.Get;
        request.Scheme = "https";
        request.Host = new HostString("localhost");
        request.Path = "/";
        request.QueryString = new QueryString("?utm_source=" + Anyone);
        request.Headers.Accept = "text/html";
        request.Headers.Referer = "https://localhost/?utm_source=" + Anyone;
        request.Headers.Cookie = $"{AnalyseRequestDefaults.AnonymousIdCookie}={Browser}; {AnalyseRequestDefaults.SessionIdCookie}={Anyone}";
        return context;
    }
}
