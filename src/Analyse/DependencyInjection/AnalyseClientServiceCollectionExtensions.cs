using Analyse;
using Analyse.Configuration;
using Analyse.DependencyInjection;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the client to an application without ASP.NET Core: workers, jobs, functions, consoles.</summary>
public static class AnalyseClientServiceCollectionExtensions
{
    /// <summary>Adds the client with the settings of the section <c>Analyse</c>, or of <c>ANALYSE_KEY</c>. It is safe to call this twice.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>Where more of the library is switched on.</returns>
    public static IAnalyseBuilder AddAnalyseClient(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new AnalyseBuilder(services
            .AddAnalyseSettings()
            .AddAnalyseStore()
            .AddAnalyseTracking()
            .AddAnalyseHosting());
    }

    /// <summary>Adds the client with the settings of a section of your choice.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The section.</param>
    /// <returns>Where more of the library is switched on.</returns>
    public static IAnalyseBuilder AddAnalyseClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddSingleton(new AnalyseSection(section));
        return services.AddAnalyseClient();
    }

    /// <summary>Adds the client with settings made in code, which win over those of the configuration.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>Where more of the library is switched on.</returns>
    public static IAnalyseBuilder AddAnalyseClient(this IServiceCollection services, Action<AnalyseOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        return services.AddAnalyseClient();
    }
}
