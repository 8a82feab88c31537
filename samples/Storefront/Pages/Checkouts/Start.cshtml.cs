using Analyse;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Accounts;
using Storefront.Checkouts;
using Storefront.Pricing;

namespace Storefront.Pages.Checkouts;

internal sealed class StartModel(AccountStore accounts, CheckoutStore checkouts, IAnalyseTracker analyse) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "currency")]
    public string? Chosen { get; set; }

    public Offer Offer { get; private set; } = null!;

    public Money Price => Offer.In(Offers.CurrencyOrDefault(Chosen));

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Offers.Find((string?)RouteData.Values["offer"]) is { } offer)
        {
            Offer = offer;
        }
        else
        {
            context.Result = NotFound();
        }
    }

    public IActionResult OnPost()
    {
        var checkout = checkouts.Start(accounts.Find(User)!, Offer, Price.Currency);

        analyse.Capture(new CheckoutStarted(Offer.Billing)
        {
            CheckoutId = checkout.Id,
            ProductId = Offer.ProductId,
            Plan = Offer.Plan,
            ItemsCount = 1,
            Amount = Amount.Of(Price.Value, Price.Currency),
        });
        return RedirectToPage("Pay", new { checkout.Id });
    }
}
