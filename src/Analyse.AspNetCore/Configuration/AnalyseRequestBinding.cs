using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Configuration;

/// <summary>Fills the request options from their section.</summary>
internal sealed class AnalyseRequestBinding(RequestSection section) : IConfigureOptions<AnalyseRequestOptions>
{
    public void Configure(AnalyseRequestOptions options)
    {
        if (section.Value is { } settings)
        {
            settings.Bind(options);
        }
    }
}
