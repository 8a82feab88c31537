using Analyse;
using Analyse.Diagnostics;
using Analyse.Testing;
using Analyse.Testing.Recording;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a recorder in the place of the service.</summary>
public static class AnalyseRecorderServiceCollectionExtensions
{
    /// <summary>
    /// Records what is captured and sends nothing, in every environment and without a key. It does not matter whether
    /// <c>AddAnalyse</c> comes before or after, nor how often this is called.
    /// </summary>
    /// <remarks><see cref="AnalyseOptions.ShutdownTimeout"/> becomes one second at most, so that a test with a service that hangs ends soon.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="recorder">The recorder to use; <see langword="null"/>: one of the container's own, the singleton <see cref="AnalyseRecorder"/>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAnalyseRecorder(this IServiceCollection services, AnalyseRecorder? recorder = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<AnalyseRecorder>();
        if (recorder is not null)
        {
            services.Replace(ServiceDescriptor.Singleton(recorder));
        }

        services.Replace(ServiceDescriptor.Singleton<IEventTransport>(static provider => provider.GetRequiredService<AnalyseRecorder>().Transport));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaptureObserver, RecordingObserver>());
        return services.PostConfigure<AnalyseOptions>(AnalyseRecorder.ShortenShutdown);
    }
}
