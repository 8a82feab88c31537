using System.Net;

namespace Analyse;

/// <summary>Not everything was taken by the service. It names no key and no content of an event.</summary>
public sealed class AnalyseDeliveryException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened and what becomes of the events.</param>
    /// <param name="innerException">What the network said, when it was the network.</param>
    public AnalyseDeliveryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The status of the first answer that was not a 2xx.</summary>
    /// <value><see langword="null"/>: no answer came.</value>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Events that are kept and tried again.</summary>
    public long Kept { get; init; }

    /// <summary>Events that became dead letters because the service will never take them.</summary>
    public long DeadLettered { get; init; }

    /// <summary>What happened, without what becomes of the events: a shutdown that follows may change that.</summary>
    internal string? Reason { get; init; }
}
