using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Analyse.AspNetCore.Identity;

/// <summary>Knows where the browser's ids are. While the visitor may not be tracked, there are none.</summary>
internal sealed class BrowserIdReader(IOptions<AnalyseRequestOptions> options, ILogger<BrowserIdReader> logger)
{
    private readonly BrowserIdSource _anonymousId = new(options.Value.AnonymousId, logger);
    private readonly BrowserIdSource _sessionId = new(options.Value.SessionId, logger);

    /// <summary>Whether an id may be in a form field, so that forms have to be observed.</summary>
    public bool ReadsForms => _anonymousId.IsInForms || _sessionId.IsInForms;

    public static bool MayTrack(HttpContext context) => context.Features.Get<ITrackingConsentFeature>()?.CanTrack ?? true;

    /// <summary>Whether a request may carry ids, in headers or cookies. The headers cost more to look up.</summary>
    public bool MayBeIn(IHeaderDictionary headers) =>
        headers.Cookie.Count > 0 || _anonymousId.HeaderOf(headers) is not null || _sessionId.HeaderOf(headers) is not null;

    public string? AnonymousIdHeader(IHeaderDictionary headers) => _anonymousId.HeaderOf(headers);

    public string? SessionIdHeader(IHeaderDictionary headers) => _sessionId.HeaderOf(headers);

    public string? AnonymousId(string? header, StringValues cookies) => _anonymousId.Find(header, cookies);

    public string? SessionId(string? header, StringValues cookies) => _sessionId.Find(header, cookies);

    public BrowserIds ReadForm(IFormCollection form) => new(_anonymousId.In(form), _sessionId.In(form));
}
