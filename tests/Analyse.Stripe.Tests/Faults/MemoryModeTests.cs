using System.Net;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>In memory mode safe is what the service has, and the one process knows what it has sent.</summary>
public sealed class MemoryModeTests
{
    [Fact]
    public async Task S31_The_answer_waits_for_the_service()
    {
        await using var site = await TestSite.StartAsync();
        site.Recorder.Hang();

        var answer = site.SendAsync(Payloads.Checkout());
        await IsAskedAsync(site);
        Assert.False(answer.IsCompleted);
        site.Recorder.AnswerNormally();

        Assert.Equal(HttpStatusCode.OK, await answer);
        site.BooksAre(accepted: 1, duplicates: 0, delivered: 1);
    }

    [Theory, InlineData(HttpStatusCode.ServiceUnavailable), InlineData(HttpStatusCode.TooManyRequests), InlineData(HttpStatusCode.Unauthorized), InlineData(HttpStatusCode.BadRequest), InlineData(HttpStatusCode.NotFound)]
    public async Task S31_What_the_service_does_not_take_is_503_and_nothing_of_it_is_kept(HttpStatusCode status)
    {
        await using var site = await TestSite.StartAsync();
        site.Recorder.AnswerWith(status);
        var payload = Payloads.Checkout();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(payload));
        site.BooksAre(accepted: 0, duplicates: 0, delivered: 0);
        site.Recorder.AnswerNormally();
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));

        site.Recorder.Single<CheckoutFinished>();
        site.BooksAre(accepted: 1, duplicates: 0, delivered: 1);
    }

    [Fact]
    public async Task A_service_that_never_answers_ends_in_503()
    {
        await using var site = await TestSite.StartAsync();
        site.Recorder.Hang();

        var answer = site.SendAsync(Payloads.Checkout());
        await IsAskedAsync(site);
        site.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await answer);
    }

    [Fact]
    public async Task S29_The_same_event_again_is_200_and_counts_once()
    {
        await using var site = await TestSite.StartAsync();
        var payload = Payloads.Checkout();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));
            site.Time.Advance(TimeSpan.FromDays(1));
        }

        site.Recorder.Single<CheckoutFinished>();
        Assert.Single(site.Recorder.Requests);
        site.BooksAre(accepted: 1, duplicates: 2, delivered: 1);
    }

    [Fact]
    public async Task S29_The_same_fact_in_another_event_counts_once()
    {
        await using var site = await TestSite.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));

        site.BooksAre(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task S29_A_second_delivery_at_the_same_time_waits_and_is_then_a_duplicate()
    {
        await using var site = await TestSite.StartAsync();
        site.Recorder.Hang();
        var payload = Payloads.Checkout();

        var first = site.SendAsync(payload);
        await IsAskedAsync(site);
        var second = site.SendAsync(payload);
        site.Recorder.AnswerNormally();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(first, second));
        Assert.Single(site.Recorder.Requests);
        site.BooksAre(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task S29_Deliveries_at_the_same_time_fail_together_and_a_later_one_is_captured()
    {
        await using var site = await TestSite.StartAsync();
        var payload = Payloads.Checkout();
        site.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => site.SendAsync(payload))));
        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer));
        site.BooksAre(accepted: 0, duplicates: 0, delivered: 0);
        site.Recorder.AnswerNormally();

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));
        site.BooksAre(accepted: 1, duplicates: 0, delivered: 1);
    }

    [Fact]
    public async Task S29_Many_deliveries_at_the_same_time_count_once()
    {
        const int Rounds = 50;
        const int AtOnce = 8;
        await using var site = await TestSite.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var payload = Payloads.Checkout($"cs_round_{round}");
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => site.SendAsync(payload))));
            Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer));
        }

        Assert.Equal(Rounds, site.Recorder.Requests.Count);
        site.BooksAre(accepted: Rounds, duplicates: Rounds * (AtOnce - 1), delivered: Rounds);
    }

    [Fact]
    public async Task Of_two_events_of_one_webhook_the_one_that_failed_is_sent_alone_when_it_comes_again()
    {
        var service = new FlakyService(static request => request == 2);
        await using var site = await TestSite.StartAsync(build: builder => builder.Services.AddSingleton<IEventTransport>(service));
        var payload = Payloads.EndInTrial();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(payload));
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));

        Assert.Equal(["subscription_cancelled", "trial_ended"], service.Taken.Select(static taken => taken.Name).Order());
        site.BooksAre(accepted: 2, duplicates: 1, delivered: 2);
    }

    [Fact]
    public async Task What_the_application_captured_with_the_same_key_before_counts_once()
    {
        await using var site = await TestSite.StartAsync();
        var client = site.Services.GetRequiredService<IAnalyseClient>();

        Assert.Equal(CaptureResult.Accepted, client.Capture(Own("cs_1")));
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_1")));

        site.BooksAre(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task What_the_application_captured_before_and_cannot_be_delivered_is_503_for_now()
    {
        await using var site = await TestSite.StartAsync();
        site.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);
        site.Services.GetRequiredService<IAnalyseClient>().Capture(Own("cs_1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(Payloads.Checkout("cs_1")));
        site.Recorder.AnswerNormally();
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_1")));

        site.BooksAre(accepted: 1, duplicates: 2, delivered: 1);
    }

    [Fact]
    public async Task What_the_application_captures_with_the_same_key_afterwards_counts_once()
    {
        await using var site = await TestSite.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_1")));
        Assert.Equal(CaptureResult.Duplicate, site.Services.GetRequiredService<IAnalyseClient>().Capture(Own("cs_1")));

        site.BooksAre(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_200_and_told_as_an_error()
    {
        await using var site = await TestSite.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout(person: "")));

        Assert.Contains(site.Complaints, static complaint => complaint.Message.Contains("WithAnalyse", StringComparison.Ordinal));
        site.BooksAre(accepted: 0, duplicates: 0, delivered: 0, refused: 1);
    }

    [Fact]
    public async Task After_the_shutdown_of_the_client_it_is_503()
    {
        await using var site = await TestSite.StartAsync();
        await site.Services.GetRequiredService<IAnalyseClient>().ShutdownAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(Payloads.Checkout()));
    }

    private static CheckoutFinished Own(string session) => new(Billing.OneTime, Amount.Minor(4900, "USD"))
    {
        PersonId = Some.Person,
        IdempotencyKey = StripeKeys.CheckoutSession(session),
    };

    private static async Task IsAskedAsync(TestSite site)
    {
        while (site.Recorder.Requests.Count == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
