using Analyse.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Analyse.Configuration;

/// <summary>Turns valid options into settings: which key, where it came from, and whether events are sent at all.</summary>
internal sealed class SettingsResolver(
    AnalyseSection section,
    DevelopmentTransport development,
    IConfiguration? configuration = null,
    IHostEnvironment? environment = null,
    IEventTransport? ownTransport = null)
{
    public string EnvironmentName => environment?.EnvironmentName ?? "none";

    /// <summary>Makes the settings.</summary>
    /// <exception cref="OptionsValidationException">There is no key in Production.</exception>
    public AnalyseSettings Resolve(AnalyseOptions options)
    {
        var key = KeyOf(options);
        if (ownTransport is not null)
        {
            return new AnalyseSettings(options, key ?? KeyAndOrigin.Local, options.Enabled, ownTransport);
        }

        if (key is { } known)
        {
            return new AnalyseSettings(options, known, options.Enabled);
        }

        if (development.Offered is { } standIn && environment?.IsDevelopment() == true && string.IsNullOrWhiteSpace(options.Host))
        {
            return new AnalyseSettings(options, KeyAndOrigin.Local, options.Enabled, standIn);
        }

        if (options.Enabled && environment?.IsProduction() == true)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(AnalyseOptions), [
                $"PublicKey is not set, and in Production it must be: set {section.PathOf(nameof(options.PublicKey))} or {AnalyseDefaults.KeySetting}, or set Enabled to false.",
            ]);
        }

        return new AnalyseSettings(options, KeyAndOrigin.None, isOn: false);
    }

    /// <summary>The key of the setting <c>ANALYSE_KEY</c>, from the configuration or the environment.</summary>
    public static string? SharedKey(IConfiguration? configuration) =>
        configuration?[AnalyseDefaults.KeySetting] ?? Environment.GetEnvironmentVariable(AnalyseDefaults.KeySetting);

    private KeyAndOrigin? KeyOf(AnalyseOptions options)
    {
        var key = options.PublicKey;
        if (string.IsNullOrWhiteSpace(key))
        {
            return null;
        }

        var origin = key == section.Value?[nameof(options.PublicKey)] ? section.PathOf(nameof(options.PublicKey))
            : key == SharedKey(configuration) ? AnalyseDefaults.KeySetting
            : "code";
        return new KeyAndOrigin(key, origin);
    }
}
