using Analyse.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Requests;

/// <summary>Decides for which requests the middleware works.</summary>
internal sealed class RequestFilter(IOptions<AnalyseRequestOptions> options, ILogger<RequestFilter> logger)
{
    private readonly PathString[] _excluded = [.. options.Value.ExcludedPaths.Select(path => new PathString(path.TrimEnd('/')))];

    private readonly Guarded<HttpContext, bool>? _filter =
        options.Value.Filter is { } filter ? new(filter, logger.RequestFilterFailed) : null;

    public bool Accepts(HttpContext context) =>
        (_excluded.Length == 0 || !IsExcluded(context.Request.Path)) && (_filter is null || _filter.Run(context));

    private bool IsExcluded(PathString path)
    {
        foreach (var excluded in _excluded)
        {
            if (path.StartsWithSegments(excluded))
            {
                return true;
            }
        }

        return false;
    }
}
