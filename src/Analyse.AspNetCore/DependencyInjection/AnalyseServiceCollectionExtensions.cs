using Analyse;
using Analyse.AspNetCore.Configuration;
using Analyse.AspNetCore.DependencyInjection;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Analyse to an ASP.NET Core application.</summary>
public static class AnalyseServiceCollectionExtensions
{
    /// <summary>Adds Analyse, with the settings of the configuration section <c>Analyse</c>. Calling it twice does no harm.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>A builder, to switch on more of the library.</returns>
    public static IAnalyseBuilder AddAnalyse(this IServiceCollection services) =>
        services.AddAnalyseClient().AddRequests();

    /// <summary>Adds Analyse, with the settings of a configuration section. Calling it twice does no harm.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The section, read instead of <c>Analyse</c>.</param>
    /// <returns>A builder, to switch on more of the library.</returns>
    public static IAnalyseBuilder AddAnalyse(this IServiceCollection services, IConfiguration section)
    {
        var builder = services.AddAnalyseClient(section);
        services.AddSingleton(new RequestSection(section));
        return builder.AddRequests();
    }

    /// <summary>Adds Analyse, with settings of code, which win over the configuration section <c>Analyse</c>. Calling it twice does no harm.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets what differs from the defaults.</param>
    /// <returns>A builder, to switch on more of the library.</returns>
    public static IAnalyseBuilder AddAnalyse(this IServiceCollection services, Action<AnalyseOptions> configure) =>
        services.AddAnalyseClient(configure).AddRequests();
}
