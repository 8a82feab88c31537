using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Accounts;
using Storefront.Checkouts;

namespace Storefront.Pages.Checkouts;

internal sealed class DoneModel(AccountStore accounts, CheckoutStore checkouts, StripeCheckout stripe) : PageModel
{
    public Checkout Checkout { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        var account = accounts.Find(User);
        if (checkouts.Find(id, account) is not { } checkout)
        {
            return NotFound();
        }

        await stripe.RefreshAsync(checkout, account!, cancellationToken);
        Checkout = checkout;
        return checkout.State is CheckoutState.Paid ? Page() : NotFound();
    }
}
