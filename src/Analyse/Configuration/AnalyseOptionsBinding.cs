using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Analyse.Configuration;

/// <summary>Fills the options from their section, before any code does, and the key from <c>ANALYSE_KEY</c>, after all code did.</summary>
internal sealed class AnalyseOptionsBinding(AnalyseSection section, IConfiguration? configuration = null)
    : IConfigureOptions<AnalyseOptions>, IPostConfigureOptions<AnalyseOptions>
{
    public void Configure(AnalyseOptions options)
    {
        if (section.Value is { } settings)
        {
            settings.Bind(options);
        }
    }

    public void PostConfigure(string? name, AnalyseOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.PublicKey))
        {
            options.PublicKey = SettingsResolver.SharedKey(configuration);
        }
    }
}
