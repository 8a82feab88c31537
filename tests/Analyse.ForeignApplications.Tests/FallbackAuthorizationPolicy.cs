using System.Net;
using Analyse.ForeignApplications.Tests.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>Whatever has no policy of its own wants a signed-in user, which Stripe is not.</summary>
public sealed class FallbackAuthorizationPolicy
{
    [Fact]
    public async Task A_signed_in_user_is_known_and_others_are_turned_away_without_an_event()
    {
        await using var application = await StartAsync();

        using var known = await application.GetAsync("/buy", "alice");
        using var unknown = await application.GetAsync("/buy");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (known.StatusCode, unknown.StatusCode));
        Assert.Equal("alice", Assert.Single(application.Recorder.Events).PersonId);
    }

    [Fact]
    public async Task A_webhook_of_Stripe_reaches_its_endpoint()
    {
        await using var application = await StartAsync();
        using var body = new StringContent("{}");

        using var response = await application.Client.PostAsync("/stripe", body, TestContext.Current.CancellationToken);

        // It has no signature; that is the endpoint's answer, and not the policy's.
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static Task<WebApplicationOfOthers> StartAsync() => WebApplicationOfOthers.StartAsync(
        static services =>
        {
            services.AddAnalyse().AddStripe(options => options.SigningSecrets.Add("whsec_0123456789abcdef0123456789abcdef"));
            services.AddAuthorization(options =>
                options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        },
        static web =>
        {
            web.UseAuthentication();
            web.UseAnalyse();
            web.UseAuthorization();
            web.MapGet("/buy", static (IAnalyseTracker analyse) => analyse.Capture("bought").ToString());
            web.MapAnalyseStripeWebhook("/stripe");
        });
}
