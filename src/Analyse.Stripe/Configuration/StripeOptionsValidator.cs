using System.Globalization;
using Analyse.Configuration;
using Analyse.Stripe.Mapping;
using Microsoft.Extensions.Options;

namespace Analyse.Stripe.Configuration;

/// <summary>Checks the options at start: each message names the setting, its value (never a secret) and the mend.</summary>
internal sealed class StripeOptionsValidator(AnalyseSection section) : IValidateOptions<AnalyseStripeOptions>
{
    private const int SmallestBody = 1024;
    private const int LargestBody = 16 * 1024 * 1024;

    private static readonly TimeSpan _shortestTolerance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestTolerance = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, AnalyseStripeOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        for (var i = 0; i < options.SigningSecrets.Count; i++)
        {
            CheckSecret(result, i, options.SigningSecrets[i]);
        }

        if (options.Tolerance < _shortestTolerance || options.Tolerance > _longestTolerance)
        {
            Fail(result, nameof(options.Tolerance), $"is {options.Tolerance}: set it from {_shortestTolerance} to {_longestTolerance}.");
        }

        if (!Enum.IsDefined(options.Mode))
        {
            Fail(result, nameof(options.Mode), $"is {options.Mode}: set it to {string.Join(", ", Enum.GetNames<StripeMode>())}.");
        }

        foreach (var unknown in options.ExcludedEvents.Where(static excluded => !EventTable.Names.Contains(excluded)))
        {
            Fail(result, nameof(options.ExcludedEvents), $"holds \"{unknown}\", which is never captured: the names are {string.Join(", ", EventTable.Names)}.");
        }

        if (options.PlanOf is null)
        {
            Fail(result, nameof(options.PlanOf), "is null: leave it as it is, or give a function.");
        }

        if (options.MaxBodyBytes is < SmallestBody or > LargestBody)
        {
            Fail(result, nameof(options.MaxBodyBytes), string.Create(
                CultureInfo.InvariantCulture, $"is {options.MaxBodyBytes}: set it from {SmallestBody} to {LargestBody} bytes."));
        }

        return result.Build();
    }

    private void CheckSecret(ValidateOptionsResultBuilder result, int index, string? secret)
    {
        var setting = $"{nameof(AnalyseStripeOptions.SigningSecrets)}:{index}";
        if (string.IsNullOrWhiteSpace(secret))
        {
            Fail(result, setting, "is blank: set it to the endpoint's signing secret, whsec_…, or remove it.");
        }
        else if (secret[..Math.Min(3, secret.Length)] is "sk_" or "rk_" or "pk_" or "we_")
        {
            Fail(result, setting, $"is {(secret[0] is 'w' ? "the id of an endpoint" : "an API key")}: set it to the endpoint's signing secret, whsec_…, which Stripe shows beside the endpoint.");
        }
    }

    private void Fail(ValidateOptionsResultBuilder result, string setting, string message) =>
        result.AddError($"{section.PathOf(StripeDefaults.SectionName)}:{setting} {message}");
}
