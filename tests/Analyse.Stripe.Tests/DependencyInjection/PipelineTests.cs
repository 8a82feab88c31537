using System.Net;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.DependencyInjection;

/// <summary>What an application has in front of its endpoints does not keep Stripe out.</summary>
public sealed class PipelineTests
{
    [Fact]
    public async Task A_fallback_policy_for_users_does_not_block_the_endpoint()
    {
        await using var site = await TestSite.StartAsync(
            build: static builder =>
            {
                builder.Services.AddAuthentication("Cookies").AddCookie("Cookies");
                builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            },
            use: static app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapGet("/other", static () => "other");
            });

        using var other = await site.Client.GetAsync(new Uri("/other", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));
    }

    [Fact]
    public async Task Antiforgery_does_not_block_the_endpoint_even_in_a_group_that_asks_for_it()
    {
        await using var site = await TestSite.StartBareAsync(
            static builder =>
            {
                builder.Services.AddAntiforgery();
                builder.Services.AddAnalyse().AddStripe(static options => options.SigningSecrets.Add(Some.Secret));
            },
            static app =>
            {
                app.UseAntiforgery();
                app.MapGroup("").WithMetadata(new RequiresToken()).MapAnalyseStripeWebhook();
            });
        var body = Payloads.Checkout().Utf8();

        Assert.Equal(HttpStatusCode.OK, await site.PostAsync(body, Signed.Header(body), "application/x-www-form-urlencoded"));
    }

    [Fact]
    public async Task A_body_that_was_read_before_and_wound_back_is_read_again()
    {
        await using var site = await TestSite.StartAsync(use: static app => app.Use(static async (context, next) =>
        {
            context.Request.EnableBuffering();
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Request.Body.Position = 0;
            await next(context);
        }));

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));
        site.Recorder.Single<CheckoutFinished>();
    }

    [Fact]
    public async Task A_body_that_was_read_before_and_not_wound_back_is_400()
    {
        await using var site = await TestSite.StartAsync(use: static app => app.Use(static async (context, next) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await next(context);
        }));

        Assert.Equal(HttpStatusCode.BadRequest, await site.SendAsync(Payloads.Checkout()));
    }

    [Theory, InlineData("gzip"), InlineData("deflate"), InlineData("br")]
    public async Task A_body_that_cannot_be_unpacked_is_400_and_no_error(string encoding)
    {
        await using var site = await TestSite.StartAsync(
            build: static builder => builder.Services.AddRequestDecompression(),
            use: static app => app.UseRequestDecompression());
        using var content = new ByteArrayContent("no such packing"u8.ToArray());
        content.Headers.ContentEncoding.Add(encoding);

        Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync(content, "t=1,v1=2"));
        Assert.Empty(site.Faults);
        Assert.Contains("cannot be read", Assert.Single(site.Complaints).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_for_status_codes_do_not_change_what_the_server_refuses()
    {
        await using var site = await TestSite.StartAsync(
            use: static app => app.UseStatusCodePagesWithRedirects("/error/{0}"),
            kestrel: static kestrel => kestrel.Limits.MaxRequestBodySize = 1_000);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await site.SendAsync(new byte[50_000]));
    }

    [Theory, InlineData("GET"), InlineData("PUT"), InlineData("DELETE"), InlineData("HEAD")]
    public async Task Other_methods_than_POST_are_405(string method)
    {
        await using var site = await TestSite.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/webhooks/stripe");

        using var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task The_path_is_the_applications_choice_and_conventions_can_be_added()
    {
        await using var site = await TestSite.StartBareAsync(
            static builder => builder.Services.AddAnalyse().AddStripe(static options => options.SigningSecrets.Add(Some.Secret)),
            static app => app.MapGroup("/hooks").MapAnalyseStripeWebhook("/pay/{tenant}").WithName("stripe"));
        var body = Payloads.Checkout().Utf8();
        using var content = new ByteArrayContent(body);
        content.Headers.Add("Stripe-Signature", Signed.Header(body));

        using var response = await site.Client.PostAsync(new Uri("/hooks/pay/one", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Captured", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var endpoint = Assert.Single(site.Services.GetRequiredService<EndpointDataSource>().Endpoints);
        Assert.NotNull(endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>());
    }

    private sealed class RequiresToken : IAntiforgeryMetadata
    {
        public bool RequiresValidation => true;
    }
}
