using System.Security.Claims;
using Analyse.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.AspNetCore.Tests.Identity;

public sealed class ClaimsPersonIdResolverTests
{
    [Fact]
    public void The_name_identifier_comes_before_sub_whichever_identity_has_it()
    {
        var user = new ClaimsPrincipal([SignedIn(("sub", "by-sub")), SignedIn((ClaimTypes.NameIdentifier, "by-name"))]);

        Assert.Equal("by-name", Resolve(user));
    }

    [Fact]
    public void Sub_is_taken_where_there_is_no_name_identifier() =>
        Assert.Equal("by-sub", Resolve(new ClaimsPrincipal(SignedIn(("sub", "by-sub")))));

    [Fact]
    public void A_blank_claim_names_nobody() =>
        Assert.Equal("by-sub", Resolve(new ClaimsPrincipal(SignedIn((ClaimTypes.NameIdentifier, " "), ("sub", "by-sub")))));

    [Fact]
    public void An_identity_that_is_not_authenticated_names_nobody()
    {
        var stranger = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "mallory")]);

        Assert.Null(Resolve(new ClaimsPrincipal([stranger, SignedIn(("role", "admin"))])));
    }

    [Fact]
    public void Configured_claim_types_replace_the_usual_ones()
    {
        var user = new ClaimsPrincipal(SignedIn(("uid", "by-uid"), ("sub", "by-sub")));

        Assert.Equal("by-uid", Resolve(user, "account", "uid"));
        Assert.Null(Resolve(user, "account"));
    }

    private static ClaimsIdentity SignedIn(params (string Type, string Value)[] claims) =>
        new(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test");

    private static string? Resolve(ClaimsPrincipal user, params string[] claimTypes)
    {
        var options = new AnalyseRequestOptions();
        foreach (var claimType in claimTypes)
        {
            options.PersonIdClaimTypes.Add(claimType);
        }

        return new ClaimsPersonIdResolver(Options.Create(options)).Resolve(user);
    }
}
