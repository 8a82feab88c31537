using System.Net;
using Analyse.Transport;

namespace Analyse.EntityFrameworkCore.Benchmarks;

internal sealed class InstantService : IEventTransport
{
    public string? Description => "nowhere";

    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
        new(TransportAnswer.Of(HttpStatusCode.OK));
}
