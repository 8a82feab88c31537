using System.Security.Claims;

namespace Analyse.AspNetCore;

/// <summary>
/// Says who a signed-in user is. The default takes the claims of <see cref="AnalyseRequestOptions.PersonIdClaimTypes"/>;
/// register your own as a singleton to decide otherwise.
/// </summary>
public interface IPersonIdResolver
{
    /// <summary>The id of a user, by which the same person is known in every event. Asked at each capture, so it must be quick.</summary>
    /// <remarks>When it throws, that is logged and the person counts as not known.</remarks>
    /// <param name="user">The user; at least one of its identities is authenticated. Take nothing from an identity that is not.</param>
    /// <returns>The site's own id of the user, or <see langword="null"/> when it is not known.</returns>
    string? Resolve(ClaimsPrincipal user);
}
