namespace Analyse.Delivery;

/// <summary>Why nothing is sent at the moment.</summary>
internal enum GateState
{
    /// <summary>Nothing keeps a batch from being sent.</summary>
    Open,

    /// <summary>The last attempt failed; a flush need not wait for this one.</summary>
    BackingOff,

    /// <summary>The service asked for a pause.</summary>
    AskedToWait,

    /// <summary>The key was refused.</summary>
    KeyRefused,

    /// <summary>The host is not the service.</summary>
    Misrouted,

    /// <summary>The service rejects every event.</summary>
    Rejecting,
}
