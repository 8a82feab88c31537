using Microsoft.Extensions.Configuration;

namespace Analyse.AspNetCore.Configuration;

/// <summary>The section of the configuration that the request options are bound from.</summary>
internal sealed class RequestSection(IConfiguration? analyseSection)
{
    public IConfiguration? Value { get; } = analyseSection?.GetSection(AnalyseRequestDefaults.SectionName);
}
