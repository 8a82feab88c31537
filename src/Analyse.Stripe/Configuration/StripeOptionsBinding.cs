using Analyse.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Analyse.Stripe.Configuration;

/// <summary>Fills the options from the part <c>Stripe</c> of the client's section, before any code does, and the secret from the environment, after all code did.</summary>
internal sealed class StripeOptionsBinding(AnalyseSection section, IConfiguration? configuration = null)
    : IConfigureOptions<AnalyseStripeOptions>, IPostConfigureOptions<AnalyseStripeOptions>
{
    public void Configure(AnalyseStripeOptions options)
    {
        if (section.Value?.GetSection(StripeDefaults.SectionName) is not { } stripe)
        {
            return;
        }

        stripe.Bind(options);
        if (stripe[nameof(options.SigningSecrets)] is { Length: > 0 } only)
        {
            // Written as one text instead of a list, which binds to nothing.
            options.SigningSecrets.Add(only);
        }
    }

    public void PostConfigure(string? name, AnalyseStripeOptions options)
    {
        if (options.SigningSecrets.Count == 0 && configuration?[StripeDefaults.SecretVariable] is { } secret && !string.IsNullOrWhiteSpace(secret))
        {
            options.SigningSecrets.Add(secret);
        }

        for (var i = 0; i < options.SigningSecrets.Count; i++)
        {
            // A secret that comes from a file often ends with its line.
            options.SigningSecrets[i] = options.SigningSecrets[i]?.Trim()!;
        }
    }
}
