using System.Net;
using Analyse.Stripe.Tests.Api;
using Analyse.Stripe.Tests.Faults;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Stripe.Tests.CatchUp;

/// <summary>Events that the webhook missed are read from Stripe's list.</summary>
public sealed class CatchUpTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private FakeStripe _stripe = null!;
    private FakeEventList _list = null!;

    public async ValueTask InitializeAsync()
    {
        _stripe = await FakeStripe.StartAsync();
        _list = new FakeEventList(_stripe, Some.Now);
    }

    public async ValueTask DisposeAsync()
    {
        await _stripe.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Thirty_days_of_events_are_captured_each_once_and_the_oldest_first()
    {
        // More than a page of them within one second, bursts, and days of nothing.
        var times = Enumerable.Range(0, 130).Select(static _ => -2.0)
            .Concat(Enumerable.Range(0, 250).Select(static i => -10 + (i / 10_000.0)))
            .Concat([-29.999, -20, 0]);
        _list.Add(times.Order().Select(static (days, i) => Checkout(i, days)));
        await using var site = await StartAsync();

        var result = await CatchUpAsync(site);

        Assert.Equal(new StripeCatchUpResult(Some.Now) { StripeEvents = 383, Captured = 383 }, result);
        Assert.Equal(Enumerable.Range(0, 383).Select(static i => $"cs_{i}"), await DeliveredAsync(site));
    }

    [Fact]
    public async Task What_was_captured_before_counts_once()
    {
        var payloads = Enumerable.Range(0, 20).Select(static i => Checkout(i, -i)).ToArray();
        _list.Add(payloads);
        await using var site = await StartAsync();
        foreach (var payload in payloads.Take(5))
        {
            Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));
        }

        var first = await CatchUpAsync(site);
        var second = await CatchUpAsync(site);

        Assert.Equal((20, 15, 5), (first.StripeEvents, first.Captured, first.Duplicates));
        Assert.Equal((20, 0, 20), (second.StripeEvents, second.Captured, second.Duplicates));
        Assert.Equal(20, (await DeliveredAsync(site)).Distinct().Count());
        site.BooksAre(accepted: 20, duplicates: 25, delivered: 20);
    }

    [Fact]
    public async Task A_refund_that_was_missed_is_of_the_payment_that_the_webhook_told_of()
    {
        await using var site = await StartAsync();
        var payment = Given.Session().With("payment_intent", Given.PaymentIntentId);
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(StripeEvents.Of("checkout.session.completed", payment)));
        _list.Add(StripeEvents.Of("refund.created", Given.Refund().With("metadata", null).With("balance_transaction", "txn_1")));

        await CatchUpAsync(site);

        await site.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3900, site.Recorder.Events.Sum(static recorded => long.Parse(recorded.Sent("revenue")!, provider: null)));
        Assert.All(site.Recorder.Events, static recorded => Assert.Equal(Some.Person, recorded.PersonId));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_failure_of_Stripe_stops_it_where_it_goes_on_later(HttpStatusCode failure)
    {
        _list.Add(Enumerable.Range(0, 400).Select(static i => Checkout(i, (i - 400) / 20.0)));
        _list.Failure = request => request == 8 ? failure : null;
        await using var site = await StartAsync();

        var stopped = await CatchUpAsync(site);
        var rest = await CatchUpAsync(site, stopped.UpTo);

        Assert.StartsWith($"Stripe's API answered {(int)failure} when it was asked for its events.", stopped.Problem, StringComparison.Ordinal);
        Assert.InRange(stopped.Captured, 1, 399);
        Assert.InRange(stopped.UpTo, Some.Now.AddDays(-20), Some.Now.AddDays(-1));
        Assert.Null(rest.Problem);
        Assert.Equal(400, stopped.Captured + rest.Captured);
        Assert.Equal(0, rest.Duplicates);
        Assert.Equal(Enumerable.Range(0, 400).Select(static i => $"cs_{i}"), await DeliveredAsync(site));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_key_that_may_not_read_events_is_named_as_what_is_wrong(HttpStatusCode refusal)
    {
        _list.Failure = _ => refusal;
        await using var site = await StartAsync();

        var result = await CatchUpAsync(site);

        Assert.Equal(Some.Now.AddDays(-30), result.UpTo);
        Assert.Equal(
            $"Stripe's API answered {(int)refusal} when it was asked for its events. Look at the API key: a restricted one needs the permission Events, read.",
            result.Problem);
        Assert.Contains(site.Complaints, record => record.Id.Id == 316 && record.Message.Contains(result.Problem!, StringComparison.Ordinal));
        Assert.DoesNotContain(site.Log.GetSnapshot(), static record => record.Message.Contains("sk_test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_a_problem_and_not_an_exception()
    {
        await using var site = await StartAsync(services: FakeStripe.ClientAt("http://127.0.0.1:1"));

        var result = await CatchUpAsync(site);

        Assert.StartsWith("Stripe's API cannot be reached (", result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "object": "list" }""")]
    public async Task An_answer_that_is_no_list_is_a_problem(string answer)
    {
        _stripe.Answers("/v1/events", HttpStatusCode.OK, answer);
        await using var site = await StartAsync();

        var result = await CatchUpAsync(site);

        Assert.StartsWith("Stripe's API answered with something else than a list of events.", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_takes_nothing_stops_it_before_the_first_event_that_is_not_safe()
    {
        _list.Add(Enumerable.Range(0, 300).Select(static i => Checkout(i, (i - 300) / 20.0)));
        await using var site = await StartAsync(isHeld: true);
        site.Services.GetRequiredService<HeldStore>().Refusal = append => append == 150 ? CaptureResult.Full : null;

        var stopped = await CatchUpAsync(site);
        var rest = await CatchUpAsync(site, stopped.UpTo);

        Assert.StartsWith("An event cannot be captured now;", stopped.Problem, StringComparison.Ordinal);
        Assert.InRange(stopped.StripeEvents, 50, 149);
        Assert.Null(rest.Problem);
        Assert.Equal(300, (await DeliveredAsync(site)).Distinct().Count());
        Assert.Equal(300, site.Counts.Accepted);
    }

    [Fact]
    public async Task It_begins_where_it_is_told_and_never_earlier_than_thirty_days_ago()
    {
        _list.Add(Checkout(1, -3), Checkout(2, -1));
        await using var site = await StartAsync();

        var late = await CatchUpAsync(site, Some.Now.AddDays(-2));
        var early = await CatchUpAsync(site, Some.Now.AddYears(-1));

        Assert.Equal(1, late.Captured);
        Assert.Equal((1, 1), (early.Captured, early.Duplicates));
        var oldest = Some.Now.AddDays(-30).ToUnixTimeSeconds();
        Assert.Contains(_stripe.Requests, request => request.Contains($"created[gte]={oldest}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_is_told_part_by_part_and_is_what_a_stopped_process_goes_on_from()
    {
        _list.Add(Enumerable.Range(0, 400).Select(static i => Checkout(i, (i - 400) / 20.0)));
        await using var site = await StartAsync();
        using var stop = new CancellationTokenSource();
        var told = new List<StripeCatchUpResult>();
        var progress = new ImmediateProgress(result =>
        {
            told.Add(result);
            if (result.Captured > 150)
            {
                stop.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(site, since: null, progress, stop.Token));
        var rest = await CatchUpAsync(site, told[^1].UpTo);

        Assert.Equal(told.Select(static result => result.UpTo).Order(), told.Select(static result => result.UpTo));
        Assert.Equal((400, 0), (told[^1].Captured + rest.Captured, rest.Duplicates));
    }

    [Fact]
    public async Task The_events_of_a_connected_account_are_asked_for_as_that_account_and_are_known_as_its_own()
    {
        _list.Add(Checkout(1, -1));
        await using var site = await StartAsync();
        var scope = site.Services.CreateAsyncScope();
        await using (scope)
        {
            var result = await scope.ServiceProvider.GetRequiredService<IAnalyseStripe>()
                .CatchUpAsync(account: "acct_1", cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(1, result.Captured);
        }

        Assert.All(_stripe.Accounts, static account => Assert.Equal("acct_1", account));
        await site.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal("acct_1", Assert.Single(site.Recorder.Events).Sent("account"));
    }

    [Fact]
    public async Task Events_without_a_meaning_here_are_read_and_let_go()
    {
        _list.Add(StripeEvents.Of("account.updated", [], created: Some.Now.AddDays(-2)), Checkout(1, -1));
        await using var site = await StartAsync();

        var result = await CatchUpAsync(site);

        Assert.Equal((2, 1, null), (result.StripeEvents, result.Captured, result.Problem));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task In_memory_it_warns_that_what_another_process_captured_counts_again(bool isInMemory)
    {
        await using var site = await StartAsync(isInMemory: isInMemory);

        await CatchUpAsync(site, Some.Now);
        Assert.DoesNotContain(site.Complaints, static record => record.Id.Id == 314);
        await CatchUpAsync(site);

        Assert.Equal(isInMemory, site.Complaints.Any(static record => record.Id.Id == 314));
    }

    [Fact]
    public async Task A_time_in_the_future_is_a_mistake_of_the_caller()
    {
        await using var site = await StartAsync();

        var fault = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CatchUpAsync(site, Some.Now.AddSeconds(1)));

        Assert.Equal("since", fault.ParamName);
    }

    [Fact]
    public async Task Without_a_client_of_Stripes_it_says_what_to_register()
    {
        await using var site = await StartAsync(services: static _ => { });

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => CatchUpAsync(site));

        Assert.Contains("no IStripeClient is registered", fault.Message, StringComparison.Ordinal);
    }

    private static string Checkout(int number, double daysFromNow) => StripeEvents.Of(
        "checkout.session.completed",
        Given.Session().With("id", $"cs_{number}").With("payment_intent", $"pi_{number}"),
        created: Some.Now.AddDays(daysFromNow));

    private static Task<StripeCatchUpResult> CatchUpAsync(TestSite site, DateTimeOffset? since = null) =>
        Run(site, since, progress: null, TestContext.Current.CancellationToken);

    private static async Task<StripeCatchUpResult> Run(
        TestSite site, DateTimeOffset? since, IProgress<StripeCatchUpResult>? progress, CancellationToken cancellationToken)
    {
        var scope = site.Services.CreateAsyncScope();
        await using (scope)
        {
            return await scope.ServiceProvider.GetRequiredService<IAnalyseStripe>()
                .CatchUpAsync(since, progress: progress, cancellationToken: cancellationToken);
        }
    }

    private static async Task<IEnumerable<string?>> DeliveredAsync(TestSite site)
    {
        await site.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);
        return site.Recorder.Events.Select(static recorded => recorded.Sent("checkout_session_id"));
    }

    private Task<TestSite> StartAsync(Action<IServiceCollection>? services = null, bool isHeld = false, bool isInMemory = false) => TestSite.StartAsync(
        analyse: builder =>
        {
            if (!isInMemory)
            {
                builder.AddSqliteStore(_folder.Store);
            }

            if (isHeld)
            {
                HeldStore.Add(builder.Services);
            }
        },
        build: builder =>
        {
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
            (services ?? _stripe.Client())(builder.Services);
        });

    private sealed class ImmediateProgress(Action<StripeCatchUpResult> report) : IProgress<StripeCatchUpResult>
    {
        public void Report(StripeCatchUpResult value) => report(value);
    }
}
