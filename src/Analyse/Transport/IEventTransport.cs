namespace Analyse.Transport;

/// <summary>Carries one request to the service and brings back its answer. It knows nothing of batches, retries or stores.</summary>
public interface IEventTransport
{
    /// <summary>Where events go in this transport's own words, such as <c>the inspector at /analyse</c>.</summary>
    /// <value><see langword="null"/>: to the configured host.</value>
    string? Description { get; }

    /// <summary>Whether this stands in for the service in a test, so that nothing is read from a database only to be sent.</summary>
    /// <value>False, unless the transport says otherwise.</value>
    bool IsTestDouble => false;

    /// <summary>Sends one request. Only the cancellation of the token throws: everything else is an answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What the service, or the network, said.</returns>
    ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken);
}
