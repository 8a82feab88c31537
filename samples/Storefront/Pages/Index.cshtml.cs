using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Pricing;

namespace Storefront.Pages;

internal sealed class IndexModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "currency")]
    public string? Chosen { get; set; }

    public string Currency => Offers.CurrencyOrDefault(Chosen);
}
