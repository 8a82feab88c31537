using Analyse.Transport;

namespace Analyse.Stripe.Tests.Webhooks;

/// <summary>A recorder that counts as the real service: for a test double, the outbox would deliver nothing.</summary>
internal sealed class RealService(IEventTransport recorder) : IEventTransport
{
    public string? Description => recorder.Description;

    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
        recorder.SendAsync(request, cancellationToken);
}
