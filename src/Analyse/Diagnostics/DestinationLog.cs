using Analyse.Configuration;
using Microsoft.Extensions.Logging;

namespace Analyse.Diagnostics;

/// <summary>Says where events go, or why they go nowhere: once at start, and after each change.</summary>
internal static class DestinationLog
{
    public static void Started(ILogger logger, AnalyseSettings settings, string environment, string store)
    {
        if (!settings.IsOn)
        {
            Off(logger, settings);
        }
        else if (settings.KeyOrigin is { } origin)
        {
            logger.Started(settings.Destination, settings.ShownKey, origin, environment, store);
        }
        else
        {
            logger.StartedWithoutKey(settings.Destination, environment, store);
        }
    }

    public static void Changed(ILogger logger, AnalyseSettings settings)
    {
        if (!settings.IsOn)
        {
            Off(logger, settings);
        }
        else if (settings.KeyOrigin is { } origin)
        {
            logger.SettingsChanged(settings.Destination, settings.ShownKey, origin);
        }
        else
        {
            logger.SettingsChangedWithoutKey(settings.Destination);
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
