using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

public sealed class RedirectTests
{
    [Fact]
    public async Task A_redirect_to_https_is_logged_with_the_fix_once_a_minute()
    {
        await using var site = await StartAsync(static app => app.UseHttpsRedirection());

        Assert.Equal(HttpStatusCode.TemporaryRedirect, await site.SendAsync(Payloads.Checkout()));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, await site.SendAsync(Payloads.Checkout()));

        var error = Assert.Single(site.Complaints);
        Assert.Equal(310, error.Id.Id);
        Assert.Contains("UseForwardedHeaders", error.Message, StringComparison.Ordinal);
        Assert.Contains("--skip-verify", error.Message, StringComparison.Ordinal);
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await site.SendAsync(Payloads.Checkout());
        Assert.Equal(2, site.Complaints.Count());
    }

    [Fact]
    public async Task A_redirect_to_a_sign_in_page_is_logged_too()
    {
        await using var site = await StartAsync(static app => app.Run(static context =>
        {
            context.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        }));

        Assert.Equal(HttpStatusCode.Redirect, await site.SendAsync(Payloads.Checkout()));

        Assert.Equal(310, Assert.Single(site.Complaints).Id.Id);
    }

    [Fact]
    public async Task A_redirect_of_somebody_else_is_not_logged()
    {
        await using var site = await StartAsync(static app => app.UseHttpsRedirection());

        Assert.Equal(HttpStatusCode.TemporaryRedirect, await site.PostAsync(Payloads.Checkout().Utf8(), signature: null));

        Assert.Empty(site.Complaints);
    }

    [Fact]
    public async Task A_webhook_that_the_proxy_received_over_https_is_captured()
    {
        await using var site = await StartAsync(static app =>
        {
            app.Use(static next => context =>
            {
                context.Request.Scheme = "https";
                return next(context);
            });
            app.UseHttpsRedirection();
        });

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));

        Assert.Empty(site.Complaints);
    }

    private static Task<TestSite> StartAsync(Action<WebApplication> use) => TestSite.StartAsync(
        build: static builder => builder.Services.Configure<HttpsRedirectionOptions>(static options => options.HttpsPort = 443), use: use);
}
