namespace Analyse.Configuration;

/// <summary>The settings in force. Without a host they never change; with one they follow the configuration.</summary>
internal interface IAnalyseSettings
{
    /// <summary>The settings now.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">They were never valid.</exception>
    AnalyseSettings Current { get; }

    /// <summary>Called after a change, with the settings before it.</summary>
    event Action<AnalyseSettings>? Changed;
}
