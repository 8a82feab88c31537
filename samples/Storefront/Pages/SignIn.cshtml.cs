using Analyse;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Accounts;

namespace Storefront.Pages;

internal sealed class SignInModel(AccountStore accounts, IAnalyseTracker analyse) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (accounts.Find(Email ?? "", Password ?? "") is not { } account)
        {
            ModelState.AddModelError(nameof(Password), "E-mail and password do not match.");
            return Page();
        }

        // Joins what this browser did as a visitor to the person.
        analyse.SignedInAs(account.Id);
        analyse.Identify(new() { ["$name"] = account.Name, ["$email"] = account.Email });

        await HttpContext.SignInAsync(account);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/account");
    }
}
