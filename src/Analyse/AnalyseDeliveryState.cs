namespace Analyse;

/// <summary>How the delivery of events is doing.</summary>
public enum AnalyseDeliveryState
{
    /// <summary>Nothing keeps events from being delivered.</summary>
    Delivering = 0,

    /// <summary>Events are neither captured nor sent: <see cref="AnalyseOptions.Enabled"/> is false, or there is no key.</summary>
    Off = 1,

    /// <summary>The last attempt failed. Events are kept and tried again after a pause.</summary>
    Retrying = 2,

    /// <summary>The service asked for a pause, with <c>Retry-After</c>.</summary>
    AskedToWait = 3,

    /// <summary>The service refuses the key: check <see cref="AnalyseOptions.PublicKey"/>. Events are kept.</summary>
    KeyRefused = 4,

    /// <summary>What answers is not the service: check <see cref="AnalyseOptions.Host"/> and proxies. Events are kept.</summary>
    Misrouted = 5,

    /// <summary>The client was shut down.</summary>
    Closed = 6,

    /// <summary>Events are delivered, but the oldest has been queued for more than a minute: more comes than gets through.</summary>
    Delayed = 7,

    /// <summary>
    /// The service rejects every event, so it is not the events: compare the version of this package with what the service
    /// accepts, and check proxies. Events are kept, and other ones are tried now and then.
    /// </summary>
    Rejecting = 8,
}
