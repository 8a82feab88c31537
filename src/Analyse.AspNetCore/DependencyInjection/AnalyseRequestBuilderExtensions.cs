using Analyse;
using Analyse.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What the builder of <c>AddAnalyse</c> offers to an ASP.NET Core application.</summary>
public static class AnalyseRequestBuilderExtensions
{
    /// <summary>Sets what is taken from a request. Code wins over the configuration section <c>Analyse:Request</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets what differs from the defaults.</param>
    /// <returns>The same builder.</returns>
    public static IAnalyseBuilder ConfigureRequests(this IAnalyseBuilder builder, Action<AnalyseRequestOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }
}
