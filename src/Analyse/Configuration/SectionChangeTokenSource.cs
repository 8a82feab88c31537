using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Analyse.Configuration;

/// <summary>Tells when the section of the options was read again.</summary>
internal sealed class SectionChangeTokenSource(AnalyseSection section) : IOptionsChangeTokenSource<AnalyseOptions>
{
    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => section.Value?.GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);
}
