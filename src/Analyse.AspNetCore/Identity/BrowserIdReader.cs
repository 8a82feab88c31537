using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Identity;

/// <summary>Reads the browser's ids. While the visitor may not be tracked, there are none.</summary>
internal sealed class BrowserIdReader(IOptions<AnalyseRequestOptions> options, ILogger<BrowserIdReader> logger)
{
    private readonly BrowserIdSource _anonymousId = new(options.Value.AnonymousId, logger);
    private readonly BrowserIdSource _sessionId = new(options.Value.SessionId, logger);

    public static bool MayTrack(HttpContext context) =>
        context.Features.Get<ITrackingConsentFeature>()?.CanTrack ?? true;

    public BrowserIds Read(HttpContext context) =>
        MayTrack(context) ? new(_anonymousId.In(context.Request), _sessionId.In(context.Request)) : default;

    /// <summary>Reads the ids of a form that something else has parsed: reading it here could take the body from the endpoint.</summary>
    public BrowserIds ReadForm(HttpContext context) =>
        context.Features.Get<IFormFeature>()?.Form is { } form && MayTrack(context)
            ? new(_anonymousId.In(form), _sessionId.In(form))
            : default;
}
