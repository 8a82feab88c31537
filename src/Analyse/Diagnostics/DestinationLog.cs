using Analyse.Configuration;
using Microsoft.Extensions.Logging;

namespace Analyse.Diagnostics;

/// <summary>Says where events go, or why they go nowhere: once at start, and after each change.</summary>
internal static class DestinationLog
{
    public static void Started(ILogger logger, AnalyseSettings settings, string environment, string store)
    {
        if (settings.IsOn)
        {
            logger.Started(settings.Destination, settings.ShownKey, settings.KeyOrigin, environment, store);
        }
        else
        {
            Off(logger, settings);
        }
    }

    public static void Changed(ILogger logger, AnalyseSettings settings)
    {
        if (settings.IsOn)
        {
            logger.SettingsChanged(settings.Destination, settings.ShownKey, settings.KeyOrigin);
        }
        else
        {
            Off(logger, settings);
        }
    }

    private static void Off(ILogger logger, AnalyseSettings settings)
    {
        if (settings.LacksKey)
        {
            logger.NoKey();
        }
        else
        {
            logger.SwitchedOff();
        }
    }
}
