using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analyse.Inspector.Transport;

/// <summary>Knows where the application can call itself, for as long as it can.</summary>
internal sealed class OwnServer(IServiceProvider services, IHostApplicationLifetime lifetime)
{
    private Uri? _address;

    /// <summary>
    /// Before the start nobody listens. Once the application is asked to stop, a connection may be closed under a request,
    /// and nobody could tell whether it had been taken.
    /// </summary>
    public Uri? Address =>
        lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested
            ? _address ??= Find()
            : null;

    private Uri? Find() => LoopbackAddress.Find(services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
}
