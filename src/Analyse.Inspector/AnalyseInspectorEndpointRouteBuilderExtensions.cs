using System.Diagnostics.CodeAnalysis;
using Analyse.Inspector;
using Analyse.Inspector.Endpoints;
using Analyse.Inspector.Transport;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the inspector: a local stand-in for the Analyse service, with a page that shows each event as it arrives.</summary>
public static class AnalyseInspectorEndpointRouteBuilderExtensions
{
    private const string DefaultPattern = "/analyse";

    /// <summary>
    /// Maps the inspector with its default options. No services need be registered for it. In Development, while Analyse has
    /// neither a key nor a host, it sends here.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where its page is; the endpoints are below it.</param>
    /// <returns>A builder for conventions that apply to all its endpoints.</returns>
    /// <exception cref="InvalidOperationException">The environment is not Development.</exception>
    public static IEndpointConventionBuilder MapAnalyseInspector(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = DefaultPattern) =>
        endpoints.MapAnalyseInspector(pattern, static _ => { });

    /// <summary>
    /// Maps the inspector. No services need be registered for it. In Development, while Analyse has neither a key nor a host,
    /// it sends here, unless <see cref="AnalyseInspectorOptions.PublicKey"/> is set.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where its page is; the endpoints are below it.</param>
    /// <param name="configure">Sets what the inspector accepts and how much it keeps.</param>
    /// <returns>A builder for conventions that apply to all its endpoints.</returns>
    /// <exception cref="InvalidOperationException">
    /// The environment is not Development and <see cref="AnalyseInspectorOptions.AllowOutsideDevelopment"/> is not set.
    /// </exception>
    /// <exception cref="ArgumentException">An option has a value that cannot be.</exception>
    public static IEndpointConventionBuilder MapAnalyseInspector(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<AnalyseInspectorOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(configure);

        var options = new AnalyseInspectorOptions();
        configure(options);
        options.Validate();

        var environment = endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>();
        RequireDevelopment(environment, options);

        var inspector = new InspectorInstance(
            options,
            environment.ApplicationName,
            endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System,
            endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);

        InspectorOffer.Make(endpoints.ServiceProvider, inspector, pattern);
        return InspectorEndpoints.Map(endpoints.MapGroup(pattern), inspector);
    }

    private static void RequireDevelopment(IHostEnvironment environment, AnalyseInspectorOptions options)
    {
        if (!environment.IsDevelopment() && !options.AllowOutsideDevelopment)
        {
            throw new InvalidOperationException(
                $"MapAnalyseInspector was called in the environment '{environment.EnvironmentName}'. Whoever opens the inspector reads every event, "
                + "so it is mapped in Development only. Call it inside if (app.Environment.IsDevelopment()), "
                + $"or set {nameof(AnalyseInspectorOptions)}.{nameof(AnalyseInspectorOptions.AllowOutsideDevelopment)} to true.");
        }
    }
}
