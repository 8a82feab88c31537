using Analyse.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Analyse.Stripe.Configuration;

/// <summary>Fills the options from the part <c>Stripe</c> of the client's section, before any code does, and the secret from the environment, after all code did.</summary>
internal sealed class StripeOptionsBinding(AnalyseSection section, IConfiguration? configuration = null)
    : IConfigureOptions<AnalyseStripeOptions>, IPostConfigureOptions<AnalyseStripeOptions>
{
    public void Configure(AnalyseStripeOptions options) => section.Value?.GetSection(StripeDefaults.SectionName).Bind(options);

    public void PostConfigure(string? name, AnalyseStripeOptions options)
    {
        if (options.SigningSecrets.Count == 0 && configuration?[StripeDefaults.SecretVariable] is { } secret && !string.IsNullOrWhiteSpace(secret))
        {
            options.SigningSecrets.Add(secret.Trim());
        }
    }
}
