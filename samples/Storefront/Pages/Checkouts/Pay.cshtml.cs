using Analyse;
using Analyse.Stripe;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Accounts;
using Storefront.Checkouts;
using Storefront.Pricing;

namespace Storefront.Pages.Checkouts;

internal sealed class PayModel(
    AccountStore accounts, CheckoutStore checkouts, Fulfilment fulfilment, StripeCheckout stripe, IAnalyseTracker analyse) : PageModel
{
    public Checkout Checkout { get; private set; } = null!;

    public bool TakesStripe => stripe.IsAvailable;

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

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await stripe.RefreshAsync(Checkout, accounts.Find(User)!, cancellationToken);
        return Checkout.State is CheckoutState.Open ? Page() : Closed();
    }

    public async Task<IActionResult> OnPostPayAsync(CancellationToken cancellationToken)
    {
        await stripe.RefreshAsync(Checkout, accounts.Find(User)!, cancellationToken);
        if (Checkout.TryPay())
        {
            fulfilment.Deliver(Checkout, accounts.Find(User)!);
        }

        if (Checkout is { State: CheckoutState.Paid, IsPaidAtStripe: false })
        {
            // The form may be submitted twice: the key makes it one event.
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

    public async Task<IActionResult> OnPostStripeAsync(CancellationToken cancellationToken)
    {
        if (!TakesStripe || Checkout.State is not CheckoutState.Open)
        {
            return TakesStripe ? Closed() : NotFound();
        }

        var done = Url.PageLink("Done", values: new { Checkout.Id })!;
        var back = Url.PageLink("Pay", values: new { Checkout.Id })!;
        return Redirect(await stripe.BeginAsync(Checkout, done, back, cancellationToken));
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken)
    {
        await stripe.RefreshAsync(Checkout, accounts.Find(User)!, cancellationToken);
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

                // At Stripe the session expires later, and its webhook tells of the same.
                IdempotencyKey = Checkout.StripeSessionId is { } session ? StripeKeys.CheckoutSession(session) : Checkout.OrderId,
            });
        }

        return Closed();
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
