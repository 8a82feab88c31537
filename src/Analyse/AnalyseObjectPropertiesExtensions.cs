using System.ComponentModel;
using Analyse.Events;

namespace Analyse;

/// <summary>
/// Calls that do not compile: the compiler chooses them where properties or traits are an object that does not convert, and
/// then says what to write instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AnalyseObjectPropertiesExtensions
{
    /// <summary>Does not compile; the message says what to write.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="properties">An object that is no <see cref="EventProperties"/>.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(ObjectProperties.Way, error: true)]
    public static CaptureResult Capture(this IAnalyseTracker tracker, string name, object properties) => throw NotCompiled();

    /// <summary>Does not compile; the message says what to write.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="properties">An object that is no <see cref="EventProperties"/>.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(ObjectProperties.Way, error: true)]
    public static ValueTask<CaptureResult> CaptureAsync(
        this IAnalyseTracker tracker, string name, object properties, CancellationToken cancellationToken = default) => throw NotCompiled();

    /// <summary>Does not compile; the message says what to write.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="traits">An object that is no <see cref="EventProperties"/>.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(ObjectProperties.Way, error: true)]
    public static CaptureResult Identify(this IAnalyseTracker tracker, object traits) => throw NotCompiled();

    /// <summary>Does not compile; the message says what to write.</summary>
    /// <param name="client">The client.</param>
    /// <param name="personId">The person's id.</param>
    /// <param name="traits">An object that is no <see cref="EventProperties"/>.</param>
    /// <param name="anonymousId">The id of a device.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(ObjectProperties.Way, error: true)]
    public static CaptureResult Identify(this IAnalyseClient client, string personId, object traits, string? anonymousId = null) =>
        throw NotCompiled();

    private static NotSupportedException NotCompiled() => new(ObjectProperties.Way);
}
