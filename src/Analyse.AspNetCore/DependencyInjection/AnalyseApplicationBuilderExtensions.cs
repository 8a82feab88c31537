using Analyse.AspNetCore.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds Analyse to the pipeline of an ASP.NET Core application.</summary>
public static class AnalyseApplicationBuilderExtensions
{
    /// <summary>
    /// Keeps page, referrer, campaign and the browser's ids from the start of each request; issues the anonymous id's
    /// cookie and flushes before the response ends, where the options say so. Goes after <c>UseForwardedHeaders</c>,
    /// <c>UseCookiePolicy</c> and <c>UseAuthentication</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    /// <exception cref="InvalidOperationException"><c>AddAnalyse</c> was not called.</exception>
    public static IApplicationBuilder UseAnalyse(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.ApplicationServices.GetService<RequestStates>() is null)
        {
            throw new InvalidOperationException(
                "UseAnalyse finds no services of Analyse: call builder.Services.AddAnalyse() before builder.Build().");
        }

        return app.UseMiddleware<AnalyseMiddleware>();
    }
}
