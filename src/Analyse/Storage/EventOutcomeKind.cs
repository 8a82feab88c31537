namespace Analyse.Storage;

/// <summary>What can become of an event that was tried.</summary>
public enum EventOutcomeKind
{
    /// <summary>It goes back to the front of the store.</summary>
    Again = 0,

    /// <summary>The service took it.</summary>
    Delivered = 1,

    /// <summary>It is put aside.</summary>
    Dead = 2,
}
