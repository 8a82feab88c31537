using System.Net;
using Analyse.Transport;

namespace Analyse.Benchmarks.Requests;

/// <summary>Takes every batch at once, so that what a request captures is delivered and no network is measured.</summary>
internal sealed class NullTransport : IEventTransport
{
    private static readonly TransportAnswer _taken = TransportAnswer.Of(HttpStatusCode.OK);

    public string? Description => "nothing";

    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) => new(_taken);
}
