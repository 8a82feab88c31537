using System.Net;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>With the SQLite store safe is what the file has, over restarts.</summary>
public sealed class SqliteModeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_store_is_found_whether_it_was_added_before_or_after(bool isBefore)
    {
        await using var site = await TestSite.StartBareAsync(
            builder =>
            {
                var analyse = builder.Services.AddAnalyse();
                analyse = isBefore ? analyse.AddSqliteStore(_folder.Store).AddStripe() : analyse.AddStripe().AddSqliteStore(_folder.Store);
                analyse.AddStripe(static options => options.SigningSecrets.Add(Some.Secret));
            },
            static app => app.MapAnalyseStripeWebhook());
        site.Recorder.Hang();

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));

        Assert.Equal(1, _folder.RowsInStore());
    }

    [Fact]
    public async Task S31_When_the_answer_is_200_the_file_has_the_event_and_the_service_need_not()
    {
        await using var site = await StartAsync();
        site.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);

        for (var i = 1; i <= 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout($"cs_{i}")));
            Assert.Equal(i, _folder.RowsInStore());
        }
    }

    [Fact]
    public async Task S31_The_answer_waits_for_the_commit()
    {
        await using var site = await StartAsync(isHeld: true);
        var commit = new TaskCompletionSource();
        site.Services.GetRequiredService<HeldStore>().Commit = commit.Task;

        var answer = site.SendAsync(Payloads.Checkout());
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(200, TestContext.Current.CancellationToken)));
        commit.SetResult();

        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Theory, InlineData(CaptureResult.Full), InlineData(CaptureResult.Closed)]
    public async Task S31_What_the_store_refuses_now_is_503_and_is_taken_later(CaptureResult refusal)
    {
        await using var site = await StartAsync(isHeld: true);
        site.Services.GetRequiredService<HeldStore>().Refusal = append => append == 1 ? refusal : null;
        var payload = Payloads.Checkout();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(payload));
        Assert.Equal(0, _folder.RowsInStore());
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));

        site.Recorder.Single<CheckoutFinished>();
    }

    [Fact]
    public async Task S31_A_commit_that_fails_is_503()
    {
        await using var site = await StartAsync(isHeld: true);
        site.Services.GetRequiredService<HeldStore>().Commit = Task.FromException(new IOException("The disk is gone."));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(Payloads.Checkout()));
    }

    [Fact]
    public async Task S29_A_fact_counts_once_over_restarts()
    {
        var payload = Payloads.Checkout();
        await using (var first = await StartAsync())
        {
            Assert.Equal(HttpStatusCode.OK, await first.SendAsync(payload));
            await first.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);
            first.BooksAre(accepted: 1, duplicates: 0, delivered: 1);
        }

        await using var second = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await second.SendAsync(payload));
        Assert.Equal(HttpStatusCode.OK, await second.SendAsync(Payloads.Checkout()));
        await second.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);

        second.Recorder.None<AnalyseEvent>();
        Assert.Empty(second.Recorder.Requests);
        Assert.Equal(2, second.Counts.Duplicates);
    }

    [Fact]
    public async Task S29_What_one_run_took_and_could_not_deliver_the_next_one_delivers_once()
    {
        var payload = Payloads.Checkout();
        await using (var first = await StartAsync())
        {
            first.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);
            Assert.Equal(HttpStatusCode.OK, await first.SendAsync(payload));
        }

        await using var second = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await second.SendAsync(payload));
        await second.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);

        Assert.Single(second.Recorder.Requests);
        Assert.Equal(1, second.Counts.Duplicates);
        Assert.Equal(0, second.Counts.Waiting);
    }

    [Fact]
    public async Task S29_Ids_are_kept_for_thirty_days()
    {
        var payload = Payloads.Checkout();
        await using var site = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));

        site.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));

        site.Recorder.Single<CheckoutFinished>();
    }

    [Fact]
    public async Task S29_Many_deliveries_at_the_same_time_count_once()
    {
        const int Rounds = 50;
        const int AtOnce = 8;
        await using var site = await StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var payload = Payloads.Checkout($"cs_round_{round}");
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => site.SendAsync(payload))));
            Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer));
        }

        await site.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);
        site.BooksAre(accepted: Rounds, duplicates: Rounds * (AtOnce - 1), delivered: Rounds);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_fact_that_the_application_captures_with_the_same_key_counts_once(bool isFirst)
    {
        await using var site = await StartAsync();
        var client = site.Services.GetRequiredService<IAnalyseClient>();
        var own = new CheckoutFinished(Billing.OneTime, Amount.Minor(4900, "USD"))
        {
            PersonId = Some.Person,
            IdempotencyKey = StripeKeys.CheckoutSession("cs_1"),
        };

        if (isFirst)
        {
            Assert.Equal(CaptureResult.Accepted, client.Capture(own));
        }

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_1")));
        if (!isFirst)
        {
            Assert.Equal(CaptureResult.Duplicate, client.Capture(own));
        }

        await client.FlushAsync(TestContext.Current.CancellationToken);
        site.BooksAre(accepted: 1, duplicates: 1, delivered: 1);
    }

    private Task<TestSite> StartAsync(bool isHeld = false) => TestSite.StartAsync(analyse: builder =>
    {
        builder.AddSqliteStore(_folder.Store);
        if (isHeld)
        {
            HeldStore.Add(builder.Services);
        }
    });
}
