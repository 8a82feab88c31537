using Analyse.Stripe;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Storefront;
using Storefront.Accounts;
using Storefront.Checkouts;
using Storefront.Coupons;
using Storefront.Pricing;
using Storefront.SimulatedStripe;

var builder = WebApplication.CreateBuilder(args);

// Events go to Analyse with the key of ANALYSE_KEY; without one, in Development, to the inspector mapped below.
// The cookie tells visitors apart who have not signed in yet; a site with the browser SDK has its own.
builder.Services.AddAnalyse()
    .ConfigureRequests(requests => requests.IssueAnonymousIdCookie = true)
    .AddStripe(stripe => stripe.PlanOf = price => Offers.PlanOf(price.ProductId));

builder.Services.AddRazorPages(options => options.Conventions.AuthorizeFolder("/Accounts").AuthorizeFolder("/Checkouts"));
builder.Services
    .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(options =>
    {
        options.LoginPath = "/sign-in";
        options.EventsType = typeof(AccountCookieEvents);
    });
builder.Services.AddShop();

if (builder.Environment.IsDevelopment())
{
    // A shop with an account at Stripe has AddSingleton<IStripeClient>(new StripeClient(apiKey)) here.
    builder.Services.AddSimulatedStripe();
}

var app = builder.Build();

if (!app.Environment.IsDevelopment())
{
    app.UseExceptionHandler("/error/500");
}

app.UseStatusCodePagesWithReExecute("/error/{0}");
app.UseAuthentication();
app.UseAuthorization();

// After authentication: the person of each event is the one who is signed in.
app.UseAnalyse();

app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();
app.MapCoupons();

// Without a signing secret no webhook can be verified. In Production mapping it would be an error at start; this shop
// also sells without Stripe, so it goes without the endpoint.
if (app.Services.GetRequiredService<IOptions<AnalyseStripeOptions>>().Value.SigningSecrets is [_, ..])
{
    app.MapAnalyseStripeWebhook("/webhooks/stripe");
}

if (app.Environment.IsDevelopment())
{
    app.MapSimulatedStripe();
    app.MapStripeCatchUp();
    app.MapAnalyseInspector("/analyse");
}

app.Run();
