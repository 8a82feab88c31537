using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analyse.Inspector.Transport;

/// <summary>Offers a mapped inspector to Analyse in the same application, which sends there while nothing else is configured.</summary>
internal static class InspectorOffer
{
    public static void Make(IServiceProvider services, InspectorInstance inspector, string pattern)
    {
        // An inspector that expects a certain key wants to see what is really configured.
        if (inspector.Options.PublicKey is not null || services.GetService<DevelopmentTransport>() is not { } development)
        {
            return;
        }

        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        var server = new OwnServer(services, lifetime);
        var transport = new InspectorTransport(inspector.Ingest, Path(pattern), () => server.Address);
        lifetime.ApplicationStopped.Register(transport.Dispose);
        development.Offer(transport);
    }

    private static string Path(string pattern) => pattern.Trim('/') is { Length: > 0 } path ? $"/{path}" : "";
}
