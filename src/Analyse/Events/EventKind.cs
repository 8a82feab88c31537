namespace Analyse.Events;

/// <summary>What the library treats differently from one event to another.</summary>
internal enum EventKind : byte
{
    /// <summary>A name of the application's own.</summary>
    Custom,

    /// <summary>A standard event that is not about money.</summary>
    Standard,

    /// <summary>A standard event about money: the last fifth of a store is kept for these.</summary>
    Money,
}
