using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Storefront.Accounts;

internal static class AccountSignIn
{
    /// <summary>Signs in with the cookie. Later requests carry the account's id as <see cref="ClaimTypes.NameIdentifier"/>, which Analyse reads.</summary>
    public static Task SignInAsync(this HttpContext context, Account account)
    {
        Claim[] claims = [new(ClaimTypes.NameIdentifier, account.Id), new(ClaimTypes.Name, account.Name)];
        return context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)));
    }
}
