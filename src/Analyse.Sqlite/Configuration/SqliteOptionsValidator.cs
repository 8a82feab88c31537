using System.Globalization;
using Microsoft.Extensions.Options;

namespace Analyse.Sqlite.Configuration;

/// <summary>Checks the options at start: each message names the setting, its value and the mend.</summary>
internal sealed class SqliteOptionsValidator : IValidateOptions<AnalyseSqliteOptions>
{
    private const long SmallestFile = 1024 * 1024;

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

        if (options.MaxFileBytes < SmallestFile)
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"Analyse:Sqlite:MaxFileBytes is {options.MaxFileBytes}: it must be at least {SmallestFile}."));
        }

        return result.Build();
    }
}
