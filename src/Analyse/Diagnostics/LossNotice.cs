using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analyse.Diagnostics;

/// <summary>
/// Writes to stderr that events were lost, for a program that gave the client no logger: without it nobody would ever know.
/// </summary>
internal static class LossNotice
{
    public static void Write(ILogger logger, in AnalyseCounts end, string? reason)
    {
        if (end.Lost == 0 || logger is not NullLogger)
        {
            return;
        }

        try
        {
            Console.Error.WriteLine(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Analyse has stopped: {end.Lost} events could not be delivered and are lost. {reason}. Give the AnalyseClient an ILoggerFactory to see more."));
        }
        catch (Exception)
        {
            // Nobody reads stderr; stopping goes on.
        }
    }
}
