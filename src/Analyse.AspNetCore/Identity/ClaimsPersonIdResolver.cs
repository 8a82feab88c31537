using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Identity;

/// <summary>Takes the person's id from the claims, and only from identities that are authenticated.</summary>
internal sealed class ClaimsPersonIdResolver(IOptions<AnalyseRequestOptions> options) : IPersonIdResolver
{
    private readonly string[] _claimTypes = options.Value.PersonIdClaimTypes is { Count: > 0 } configured
        ? [.. configured]
        : [ClaimTypes.NameIdentifier, "sub"];

    public string? Resolve(ClaimsPrincipal user)
    {
        foreach (var claimType in _claimTypes)
        {
            foreach (var identity in user.Identities)
            {
                if (identity.IsAuthenticated && identity.FindFirst(claimType)?.Value is { } value && !string.IsNullOrWhiteSpace(value))
                {
                    return value;
                }
            }
        }

        return null;
    }
}
