using Analyse.Stripe.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Analyse.Stripe.Webhooks;

/// <summary>
/// Watches from the front of the pipeline for webhooks that something redirects, such as <c>UseHttpsRedirection</c>: Stripe
/// does not follow, the endpoint never sees them, and nothing else would say why.
/// </summary>
internal sealed class RedirectWarning(StripeReport report) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context => context.Request.Headers.ContainsKey(WebhookEndpoint.SignatureHeader) ? WatchAsync(context, following) : following(context));
        next(app);
    };

    private async Task WatchAsync(HttpContext context, RequestDelegate following)
    {
        await following(context).ConfigureAwait(false);
        if (context.Response.StatusCode is >= 300 and < 400)
        {
            report.Redirected(context.Response.StatusCode);
        }
    }
}
