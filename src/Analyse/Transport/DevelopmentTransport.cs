namespace Analyse.Transport;

/// <summary>
/// Where a local stand-in for the service offers itself. In Development, when neither key nor host is configured, events
/// go to the one that did.
/// </summary>
public sealed class DevelopmentTransport
{
    internal event Action? Changed;

    internal IEventTransport? Offered { get; private set; }

    /// <summary>Offers a stand-in.</summary>
    /// <param name="transport">What takes the requests.</param>
    public void Offer(IEventTransport transport)
    {
        Offered = transport;
        Changed?.Invoke();
    }
}
