namespace Analyse.Extensibility;

/// <summary>A context that wants to know later what has become of the events captured with it, such as that of a request.</summary>
public interface IScopedCaptures
{
    /// <summary>Where the events of the scope are noted.</summary>
    /// <value><see langword="null"/>: they need not be.</value>
    CapturedEvents? Captured { get; }
}
