using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

/// <summary>The service behind the endpoint, for teams that have a webhook of their own.</summary>
public sealed class AnalyseStripeTests
{
    private static readonly byte[] _checkout = Payloads.Checkout().Utf8();
    private static readonly byte[] _end = Payloads.EndInTrial().Utf8();
    private static readonly byte[] _ignored = """{"id":"evt_1","type":"plan.created"}""".Utf8();

    [Fact]
    public async Task A_webhook_is_verified_and_captured()
    {
        await using var site = await TestSite.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();

        var result = await stripe.CaptureAsync(_end, Signed.Header(_end), TestContext.Current.CancellationToken);
        var again = await stripe.CaptureAsync(_end, Signed.Header(_end), TestContext.Current.CancellationToken);
        var forged = await stripe.CaptureAsync(_end, null, TestContext.Current.CancellationToken);

        Assert.Equal((StripeWebhookOutcome.Captured, 200), (result.Outcome, result.StatusCode));
        Assert.Equal([CaptureResult.Accepted, CaptureResult.Accepted], result.Results);
        Assert.Equal((StripeWebhookOutcome.Captured, 200), (again.Outcome, again.StatusCode));
        Assert.Equal([CaptureResult.Duplicate, CaptureResult.Duplicate], again.Results);
        Assert.Equal((StripeWebhookOutcome.NotVerified, 400), (forged.Outcome, forged.StatusCode));
        Assert.Empty(forged.Results);
    }

    [Fact]
    public async Task What_somebody_else_has_verified_needs_no_signature()
    {
        await using var site = await TestSite.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();

        Assert.Equal(StripeWebhookOutcome.Captured, (await stripe.CaptureVerifiedAsync(_checkout, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(StripeWebhookOutcome.Ignored, (await stripe.CaptureVerifiedAsync(_ignored, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(StripeWebhookOutcome.NotReadable, (await stripe.CaptureVerifiedAsync("x"u8.ToArray(), TestContext.Current.CancellationToken)).Outcome);
        site.Recorder.Single<CheckoutFinished>();
    }

    [Fact]
    public async Task A_function_gets_every_event_and_nothing_else_does()
    {
        await using var site = await TestSite.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();
        var captured = new List<AnalyseEvent>();
        CaptureResult Capture(AnalyseEvent analyseEvent)
        {
            captured.Add(analyseEvent);
            return CaptureResult.Accepted;
        }

        var result = await stripe.CaptureAsync(_end, Signed.Header(_end), Capture, TestContext.Current.CancellationToken);
        Assert.Equal(StripeWebhookOutcome.Captured, result.Outcome);
        Assert.Equal(2, captured.Count);
        Assert.All(captured, static analyseEvent => Assert.NotNull(analyseEvent.IdempotencyKey));

        Assert.Equal(400, (await stripe.CaptureAsync(_end, "t=1,v1=2", Capture, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(200, (await stripe.CaptureAsync(_ignored, Signed.Header(_ignored), Capture, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(400, (await stripe.CaptureVerifiedAsync("[]"u8.ToArray(), Capture, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(413, (await stripe.CaptureAsync(new byte[300_000], "t=1,v1=2", Capture, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(2, captured.Count);
        Assert.Equal(200, (await stripe.CaptureVerifiedAsync(_checkout, Capture, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(3, captured.Count);
        site.Recorder.None<AnalyseEvent>();
    }

    [Theory, InlineData(CaptureResult.Full, 503), InlineData(CaptureResult.Closed, 503), InlineData(CaptureResult.Duplicate, 200), InlineData(CaptureResult.Filtered, 200)]
    public async Task What_a_function_answers_decides(CaptureResult answer, int status)
    {
        await using var site = await TestSite.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();

        var result = await scope.ServiceProvider.GetRequiredService<IAnalyseStripe>()
            .CaptureVerifiedAsync(_checkout, _ => answer, TestContext.Current.CancellationToken);

        Assert.Equal(status, result.StatusCode);
        Assert.Equal([answer], result.Results);
    }

    [Fact]
    public async Task A_browser_alone_does_not_become_the_person_in_whose_request_it_is_captured()
    {
        await using var site = await TestSite.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var session = Given.Session().With("metadata", new JsonObject { ["analyse_anonymous_id"] = "anon_buyer" });
        var admin = site.Services.GetRequiredService<IAnalyseClient>().For("admin", "anon_admin");

        var result = await scope.ServiceProvider.GetRequiredService<IAnalyseStripe>().CaptureVerifiedAsync(
            StripeEvents.Of("checkout.session.completed", session).Utf8(), admin.Capture, TestContext.Current.CancellationToken);
        await admin.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal([CaptureResult.Accepted], result.Results);
        Assert.Null(site.Recorder.Single("checkout_finished").PersonId);
        Assert.Equal("anon_buyer", site.Recorder.Single("checkout_finished").AnonymousId);
    }

    [Fact]
    public async Task What_a_function_throws_comes_out()
    {
        await using var site = await TestSite.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();

        await Assert.ThrowsAsync<NotSupportedException>(() => stripe.CaptureVerifiedAsync(
            _checkout, static _ => throw new NotSupportedException(), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentNullException>(() => stripe.CaptureVerifiedAsync(_checkout, null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_resolver_that_throws_is_503_and_is_named_without_what_it_said()
    {
        await using var site = await TestSite.StartAsync(build: static builder => builder.Services.AddScoped<IStripePersonIdResolver, BrokenResolver>());

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, await site.SendAsync(_checkout));

        var error = Assert.Single(site.Complaints);
        Assert.Contains(nameof(NotSupportedException), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Person, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_ends_the_call()
    {
        await using var site = await TestSite.StartAsync();
        await using var scope = site.Services.CreateAsyncScope();
        site.Recorder.Hang();
        using var patience = new CancellationTokenSource();

        var capture = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>().CaptureVerifiedAsync(_checkout, patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => capture);
    }

    private sealed class BrokenResolver : IStripePersonIdResolver
    {
        public ValueTask<string?> FindPersonIdAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) =>
            throw new NotSupportedException($"Nobody knows {Some.Person}.");
    }
}
