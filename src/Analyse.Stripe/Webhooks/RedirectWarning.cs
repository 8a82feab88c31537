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
        app.Use(following => context => IsFromStripe(context.Request) ? WatchAsync(context, following) : following(context));
        next(app);
    };

    // Every request of the application comes through here, and the method is the cheapest way to tell most of them apart.
    private static bool IsFromStripe(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Headers.ContainsKey(WebhookEndpoint.SignatureHeader);

    private async Task WatchAsync(HttpContext context, RequestDelegate following)
    {
        await following(context).ConfigureAwait(false);
        if (context.Response.StatusCode is >= 300 and < 400)
        {
            report.Redirected(context.Response.StatusCode);
        }
    }
}
