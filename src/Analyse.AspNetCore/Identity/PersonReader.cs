using System.Security.Claims;
using Analyse.AspNetCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Analyse.AspNetCore.Identity;

/// <summary>Asks the resolver, which may be the application's own, and only for users who are signed in.</summary>
internal sealed class PersonReader(IPersonIdResolver resolver, ILogger<PersonReader> logger)
{
    private readonly Guarded<ClaimsPrincipal, string?> _resolve = new(resolver.Resolve, logger.PersonResolverFailed);

    public string? Read(ClaimsPrincipal? user) =>
        user is not null && user.Identities.Any(identity => identity.IsAuthenticated) ? _resolve.Run(user) : null;
}
