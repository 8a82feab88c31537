using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Accounts;
using Storefront.Checkouts;

namespace Storefront.Pages.Checkouts;

internal sealed class DoneModel(AccountStore accounts, CheckoutStore checkouts) : PageModel
{
    public Checkout Checkout { get; private set; } = null!;

    public IActionResult OnGet(string id)
    {
        if (checkouts.Find(id, accounts.Find(User)) is not { State: CheckoutState.Paid } checkout)
        {
            return NotFound();
        }

        Checkout = checkout;
        return Page();
    }
}
