using Analyse.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Analyse.Stripe.Configuration;

/// <summary>Reports when the configuration that the options come from was read again.</summary>
internal sealed class StripeChangeTokenSource(AnalyseSection section, IConfiguration? configuration = null) : IOptionsChangeTokenSource<AnalyseStripeOptions>
{
    public string Name => Options.DefaultName;

    // The whole configuration holds the section and the variable of the secret; a section of another configuration stands for itself.
    public IChangeToken GetChangeToken() => new CompositeChangeToken(
        [.. new[] { configuration, section.Value }.OfType<IConfiguration>().Select(static source => source.GetReloadToken())]);
}
