using Analyse;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Accounts;
using Storefront.Checkouts;
using Storefront.Pricing;

namespace Storefront.Pages.Checkouts;

internal sealed class PayModel(AccountStore accounts, CheckoutStore checkouts, IAnalyseTracker analyse, TimeProvider clock) : PageModel
{
    public Checkout Checkout { get; private set; } = null!;

    private Offer Offer => Checkout.Offer;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (checkouts.Find((string?)RouteData.Values["id"], accounts.Find(User)) is { } checkout)
        {
            Checkout = checkout;
        }
        else
        {
            context.Result = NotFound();
        }
    }

    public IActionResult OnGet() => Checkout.State is CheckoutState.Open ? Page() : Closed();

    public IActionResult OnPostPay()
    {
        if (Checkout.TryPay())
        {
            Deliver();
        }

        if (Checkout.State is CheckoutState.Paid)
        {
            // The form may be submitted twice: the order's id makes it one event.
            analyse.Capture(new CheckoutFinished(Offer.Billing, Amount.Of(Checkout.Total.Value, Checkout.Total.Currency))
            {
                CheckoutId = Checkout.Id,
                OrderId = Checkout.OrderId,
                ProductId = Offer.ProductId,
                Plan = Offer.Plan,
                ItemsCount = 1,
                Coupon = Checkout.Coupon?.Code,
                SubscriptionId = Checkout.SubscriptionId,
                IdempotencyKey = Checkout.OrderId,
            });
        }

        return Closed();
    }

    public IActionResult OnPostCancel()
    {
        if (Checkout.TryCancel())
        {
            analyse.Capture(new CheckoutCancelled(Offer.Billing)
            {
                CheckoutId = Checkout.Id,
                ProductId = Offer.ProductId,
                Plan = Offer.Plan,
                ItemsCount = 1,
                Amount = Amount.Of(Checkout.Total.Value, Checkout.Total.Currency),
                Reason = CheckoutCancelledReason.UserAbandoned,
                Step = "payment",
            });
        }

        return Closed();
    }

    private void Deliver()
    {
        if (Checkout.SubscriptionId is not { } subscriptionId)
        {
            return;
        }

        var account = accounts.Find(User)!;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        account.Begin(new Subscription(subscriptionId, Offer, Offer.PaidUntil(today)));

        if (account.EndTrial() is { } trial)
        {
            analyse.Capture(new TrialEnded(trial.Plan, converted: true) { Reason = TrialEndedReason.Converted, LeadsToSubscription = true });
        }
    }

    private RedirectToPageResult Closed()
    {
        if (Checkout.State is CheckoutState.Paid)
        {
            return RedirectToPage("Done", new { Checkout.Id });
        }

        TempData["Notice"] = "Your checkout is cancelled. Nothing was charged.";
        return RedirectToPage("/Index");
    }
}
