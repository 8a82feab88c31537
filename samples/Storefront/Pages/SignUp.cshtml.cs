using Analyse;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Storefront.Accounts;
using Storefront.Pricing;
using Storefront.Trials;

namespace Storefront.Pages;

internal sealed class SignUpModel(AccountStore accounts, IAnalyseTracker analyse, IOptions<TrialOptions> trials, TimeProvider clock) : PageModel
{
    [BindProperty]
    public SignUpForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public int TrialDays => trials.Value.Days;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (accounts.Open(Form.Name, Form.Email, Form.Password) is not { } account)
        {
            ModelState.AddModelError("Form.Email", "There is an account with this address: sign in instead.");
            return Page();
        }

        // This request came from a visitor: say who it is from here on.
        analyse.SignedInAs(account.Id);
        analyse.Identify(new() { ["$name"] = account.Name, ["$email"] = account.Email });
        analyse.Capture(new SignedUp { Method = SignUpMethod.Email, TrialDays = Form.WithTrial ? TrialDays : null });
        if (Form.WithTrial)
        {
            account.Begin(new Trial(Offers.Plan, TrialDays, clock.GetUtcNow() + (TrialDays * trials.Value.DayLength)));
            analyse.Capture(new TrialStarted(Offers.Plan, TrialDays));
        }

        await HttpContext.SignInAsync(account);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/account");
    }
}
