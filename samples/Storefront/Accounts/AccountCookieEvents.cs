using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Storefront.Accounts;

/// <summary>Signs out whoever comes with a cookie from before a restart: the account is gone with the memory it was kept in.</summary>
internal sealed class AccountCookieEvents(AccountStore accounts) : CookieAuthenticationEvents
{
    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (accounts.Find(context.Principal!) is not null)
        {
            return Task.CompletedTask;
        }

        context.RejectPrincipal();
        return context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
