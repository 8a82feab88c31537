using System.Globalization;
using Analyse.Inspector.Store;

namespace Analyse.Inspector.Live;

/// <summary>
/// The id of a message on the live stream. A page that lost its connection sends the last one back and gets what it
/// missed, unless the application has been started anew or the events were cleared meanwhile.
/// </summary>
internal static class StreamId
{
    public static string Write(string run, StorePosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{run}.{position.Generation}.{position.Sequence}");

    public static StorePosition Read(string run, string? id) =>
        id?.Split('.') is [var ofRun, var generation, var sequence]
        && ofRun == run
        && long.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var readGeneration)
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var readSequence)
            ? new StorePosition(readGeneration, readSequence)
            : StorePosition.Nowhere;
}
