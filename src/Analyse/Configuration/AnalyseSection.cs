using Microsoft.Extensions.Configuration;

namespace Analyse.Configuration;

/// <summary>The section of the configuration that the options are bound from.</summary>
internal sealed class AnalyseSection(IConfiguration? value)
{
    public IConfiguration? Value => value;

    /// <summary>The whole name of a setting, as a user would write it.</summary>
    public string PathOf(string setting) => $"{(value as IConfigurationSection)?.Path ?? AnalyseDefaults.SectionName}:{setting}";
}
