using Analyse.AspNetCore.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of the delivery of events to the application's health checks.</summary>
public static class AnalyseHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is healthy while events are delivered, or while Analyse is off. Otherwise it reports
    /// <paramref name="failureStatus"/>, which is no more than degraded unless you say so: an analytics key must not take an
    /// application out of rotation.
    /// </summary>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What is reported when events are not delivered; degraded by default.</param>
    /// <param name="tags">Tags to filter by.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddAnalyse(
        this IHealthChecksBuilder builder,
        string name = "analyse",
        HealthStatus failureStatus = HealthStatus.Degraded,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            static provider => ActivatorUtilities.CreateInstance<AnalyseHealthCheck>(provider),
            failureStatus,
            tags));
    }
}
