namespace Analyse.Storage;

/// <summary>What can become of an event that was tried.</summary>
public enum EventOutcomeKind
{
    /// <summary>It goes back to the front of the store.</summary>
    Again = 0,

    /// <summary>The service took it.</summary>
    Delivered = 1,

    /// <summary>It becomes a dead letter.</summary>
    Dead = 2,

    /// <summary>It stays in the store, but is not offered until it is released.</summary>
    Held = 3,
}
