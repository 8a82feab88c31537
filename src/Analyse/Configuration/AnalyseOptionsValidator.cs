using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Analyse.Configuration;

/// <summary>Checks the options at start: each message names the setting, its value (never the key) and the mend.</summary>
internal sealed class AnalyseOptionsValidator : IValidateOptions<AnalyseOptions>
{
    private const int MaxKeyLength = 256;
    private const int Kibibyte = 1024;
    private const string Section = AnalyseDefaults.SectionName + ":";

    private static readonly string[] _secretPrefixes = ["sk_", "rk_", "whsec_"];

    public ValidateOptionsResult Validate(string? name, AnalyseOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckKey(options.PublicKey, result);
        CheckHost(options.Host, result);
        CheckBounds(options, result);
        CheckTimes(options, result);
        return result.Build();
    }

    private static void CheckKey(string? key, ValidateOptionsResultBuilder result)
    {
        if (!string.IsNullOrWhiteSpace(key) && (key.Length > MaxKeyLength || key.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            result.AddError(
                Section + "PublicKey has characters that no key has (spaces, line breaks, control or non-ASCII characters) or is too long: copy it again from Analyse; it looks like pk_live_….");
        }
        else if (IsSecret(key))
        {
            result.AddError(
                Section + "PublicKey is a secret of something else, such as Stripe's: set it to the site's public key of Analyse, pk_live_…. It is sent with every request.");
        }
    }

    // Stripe's keys live beside this one in many configurations, and a mix-up would send them to another company.
    private static bool IsSecret(string? key)
    {
        foreach (var prefix in _secretPrefixes)
        {
            if (key is not null && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckHost(string? host, ValidateOptionsResultBuilder result)
    {
        if (string.IsNullOrWhiteSpace(host))
        {
            return;
        }

        var address = host.Trim();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || address.Any(char.IsControl))
        {
            result.AddError($"{Section}Host is '{Shown(host)}', which is no http or https address: write it like {AnalyseDefaults.Host}.");
        }
        else if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            result.AddError($"{Section}Host is on '{uri.Host}' with a user, a query or a fragment: it may only have a path.");
        }
        else if (uri.Scheme == "http" && !IsLoopback(uri))
        {
            result.AddError($"{Section}Host is '{host}', an unencrypted address of another machine: use https. http is only for loopback addresses.");
        }
    }

    // A password, or a key that was put here by mistake, is not printed.
    private static string Shown(string host) => host.Contains('@') || host.TrimStart().StartsWith("pk_", StringComparison.Ordinal) ? "…" : host;

    private static bool IsLoopback(Uri uri) =>
        uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address));

    private static void CheckBounds(AnalyseOptions options, ValidateOptionsResultBuilder result)
    {
        CheckRange(nameof(options.MaxBatchSize), options.MaxBatchSize, 1, 10_000);
        CheckRange(nameof(options.MaxEventBytes), options.MaxEventBytes, 512, 16 * Kibibyte * Kibibyte);
        CheckRange(nameof(options.MaxBatchBytes), options.MaxBatchBytes, Kibibyte, 64 * Kibibyte * Kibibyte);
        CheckRange(nameof(options.MaxBufferedEvents), options.MaxBufferedEvents, 1, 10_000_000);
        CheckRange(nameof(options.MaxBufferedBytes), options.MaxBufferedBytes, Kibibyte, 16L * Kibibyte * Kibibyte * Kibibyte);
        CheckOrder(nameof(options.MaxBatchBytes), options.MaxBatchBytes, nameof(options.MaxEventBytes), options.MaxEventBytes);
        CheckOrder(nameof(options.MaxBufferedEvents), options.MaxBufferedEvents, nameof(options.MaxBatchSize), options.MaxBatchSize);
        CheckOrder(nameof(options.MaxBufferedBytes), options.MaxBufferedBytes, nameof(options.MaxEventBytes), options.MaxEventBytes);

        void CheckRange(string setting, long value, long least, long most)
        {
            if (value < least || value > most)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{Section}{setting} is {value}: it must be from {least} to {most}."));
            }
        }

        void CheckOrder(string setting, long value, string other, long least)
        {
            if (value < least)
            {
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{Section}{setting} is {value} and {other} is {least}: {setting} must not be the smaller one."));
            }
        }
    }

    private static void CheckTimes(AnalyseOptions options, ValidateOptionsResultBuilder result)
    {
        CheckRange(nameof(options.FlushInterval), options.FlushInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        CheckRange(nameof(options.RequestTimeout), options.RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        CheckRange(nameof(options.ShutdownTimeout), options.ShutdownTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10));

        void CheckRange(string setting, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                result.AddError($"{Section}{setting} is {value}: it must be from {least} to {most} (hours:minutes:seconds).");
            }
        }
    }
}
