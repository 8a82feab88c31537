namespace Analyse.Configuration;

/// <summary>Settings of a client without a host.</summary>
internal sealed class FixedSettings(AnalyseSettings settings) : IAnalyseSettings
{
    public event Action<AnalyseSettings>? Changed
    {
        add { }
        remove { }
    }

    public AnalyseSettings Current => settings;
}
