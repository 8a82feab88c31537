using Analyse;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Accounts;
using Storefront.Checkouts;

namespace Storefront.Pages.Accounts;

internal sealed class IndexModel(AccountStore accounts, CheckoutStore checkouts, IAnalyseTracker analyse) : PageModel
{
    public Account Account => accounts.Find(User)!;

    public IReadOnlyList<Checkout> Orders => checkouts.PaidBy(Account);

    public IActionResult OnPostCancel()
    {
        if (Account.CancelSubscription() is { } subscription)
        {
            analyse.Capture(new SubscriptionCancelled(subscription.Offer.Plan!)
            {
                SubscriptionId = subscription.Id,
                Billing = subscription.Offer.Billing,
                Reason = SubscriptionCancelledReason.UserRequest,
                EffectiveAt = subscription.PaidUntil,
            });
            TempData["Notice"] = $"Your subscription is cancelled. Pro stays on until {subscription.PaidUntil:d MMMM yyyy}.";
        }

        return RedirectToPage();
    }
}
