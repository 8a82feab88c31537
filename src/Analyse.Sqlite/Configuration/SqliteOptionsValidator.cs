using System.Globalization;
using Microsoft.Extensions.Options;

namespace Analyse.Sqlite.Configuration;

/// <summary>Checks the options at start: each message names the setting, its value and the mend.</summary>
internal sealed class SqliteOptionsValidator : IValidateOptions<AnalyseSqliteOptions>
{
    private const long Smallest = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, AnalyseSqliteOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.Path) || options.Path.Contains('\0', StringComparison.Ordinal))
        {
            result.AddError("Analyse:Sqlite:Path is not a file name: write it like analyse.db or /data/analyse.db.");
        }
        else if (options.Path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || options.Path == ":memory:")
        {
            result.AddError($"Analyse:Sqlite:Path is '{options.Path}': write a plain file name, like analyse.db or /data/analyse.db.");
        }

        CheckBytes(result, nameof(options.MaxFileBytes), options.MaxFileBytes);
        CheckBytes(result, nameof(options.MaxDeadLetterBytes), options.MaxDeadLetterBytes);
        return result.Build();
    }

    private static void CheckBytes(ValidateOptionsResultBuilder result, string name, long value)
    {
        if (value < Smallest)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"Analyse:Sqlite:{name} is {value}: it must be at least {Smallest}."));
        }
    }
}
