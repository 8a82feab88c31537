using Microsoft.AspNetCore.Authentication.Cookies;
using Storefront;
using Storefront.Accounts;
using Storefront.Coupons;

var builder = WebApplication.CreateBuilder(args);

// Events go to Analyse with the key of ANALYSE_KEY; without one, in Development, to the inspector mapped below.
// The cookie tells visitors apart who have not signed in yet; a site with the browser SDK has its own.
builder.Services.AddAnalyse().ConfigureRequests(requests => requests.IssueAnonymousIdCookie = true);

builder.Services.AddRazorPages(options => options.Conventions.AuthorizeFolder("/Accounts").AuthorizeFolder("/Checkouts"));
builder.Services
    .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(options =>
    {
        options.LoginPath = "/sign-in";
        options.EventsType = typeof(AccountCookieEvents);
    });
builder.Services.AddShop();

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

if (app.Environment.IsDevelopment())
{
    app.MapAnalyseInspector("/analyse");
}

app.Run();
