using System.Net;
using System.Transactions;
using Analyse.EntityFrameworkCore;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Analyse.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>With the outbox safe is what the database has, for all instances.</summary>
public sealed class OutboxModeTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_outbox_is_found_whether_it_was_added_before_or_after(bool isBefore)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var site = await TestSite.StartBareAsync(
            builder =>
            {
                builder.Services.AddDbContext<ShopContext>(options => options.Use(database.Kind, database.ConnectionString));
                var analyse = builder.Services.AddAnalyse();
                analyse = isBefore ? analyse.AddEntityFrameworkOutbox<ShopContext>().AddStripe() : analyse.AddStripe().AddEntityFrameworkOutbox<ShopContext>();
                analyse.AddStripe(static options => options.SigningSecrets.Add(Some.Secret));
            },
            static app => app.MapAnalyseStripeWebhook());
        site.Recorder.Hang();

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));

        Assert.Equal(1, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task S31_When_the_answer_is_200_the_database_has_all_events_and_the_service_need_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var site = await StartAsync(database);
        site.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.EndInTrial()));

        Assert.Equal(2, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task S31_The_answer_waits_for_the_save(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var save = new HeldSave();
        await using var site = await StartAsync(database, save);

        var answer = site.SendAsync(Payloads.Checkout());
        await save.Asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        Assert.Equal(0, await database.CountAsync());
        save.GoOn.SetResult();

        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task S31_A_save_that_fails_is_503_and_nothing_is_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var save = new HeldSave();
        save.GoOn.SetException(new InvalidOperationException("canary"));
        await using var site = await StartAsync(database, save);
        var payload = Payloads.EndInTrial();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(payload));
        Assert.Equal(0, await database.CountAsync());
        save.GoOn = new TaskCompletionSource();
        save.GoOn.SetResult();
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));

        await DeliversAsync(database, site);
        Assert.Equal(2, site.Counts.Delivered);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task S31_A_database_without_the_table_is_503_and_200_when_it_is_mended(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var site = await StartAsync(database);
        await database.ExecuteAsync("ALTER TABLE analyse_outbox RENAME TO away");
        var payload = Payloads.Checkout();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SendAsync(payload));
        await database.ExecuteAsync("ALTER TABLE away RENAME TO analyse_outbox");
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));

        Assert.InRange(await database.CountAsync(), 0, 1);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task S29_A_fact_counts_once_over_deliveries_and_restarts(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var payload = Payloads.Checkout();
        await using (var first = await StartAsync(database))
        {
            Assert.Equal(HttpStatusCode.OK, await first.SendAsync(payload));
            await DeliversAsync(database, first);
            Assert.Equal(HttpStatusCode.OK, await first.SendAsync(payload));
            await DeliversAsync(database, first);
            first.BooksAre(accepted: 1, duplicates: 1, delivered: 1);
        }

        await using var second = await StartAsync(database);
        Assert.Equal(HttpStatusCode.OK, await second.SendAsync(payload));
        await DeliversAsync(database, second);

        second.BooksAre(accepted: 0, duplicates: 1, delivered: 0);
        Assert.Empty(second.Recorder.Requests);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task S29_Two_instances_that_get_the_same_facts_at_once_deliver_each_once(DatabaseKind kind)
    {
        const int Facts = 50;
        await using var database = await TestDatabase.CreateAsync(kind);
        var service = new FlakyService(static _ => false);
        await using var one = await StartAsync(database, service: service);
        await using var other = await StartAsync(database, service: service);
        for (var i = 0; i < Facts; i++)
        {
            var payload = Payloads.Checkout($"cs_{i}");
            var answers = await Task.WhenAll(
                Task.Run(() => one.SendAsync(payload)), Task.Run(() => other.SendAsync(payload)), Task.Run(() => one.SendAsync(payload)));
            Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer));
        }

        await DeliversAsync(database, one, other);

        Assert.Equal(Enumerable.Range(0, Facts).Select(static i => $"pi_of_cs_{i}").Order(), service.Taken.Select(static taken => taken.OrderId).Order());
        Assert.Equal((Facts, 2 * Facts), (one.Counts.Delivered + other.Counts.Delivered, one.Counts.Duplicates + other.Counts.Duplicates));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_fact_that_the_application_captures_with_the_same_key_counts_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var site = await StartAsync(database);
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_1")));
        await OwnAsync(site, "cs_1");
        await OwnAsync(site, "cs_2");
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_2")));

        await DeliversAsync(database, site);

        site.BooksAre(accepted: 2, duplicates: 2, delivered: 2);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_webhook_of_ones_own_captures_within_the_applications_transaction(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var fails = true;
        await using var site = await StartAsync(database, use: app => app.MapPost("/webhooks/own", async (HttpContext context) =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var shop = context.RequestServices.GetRequiredService<ShopContext>();
            var outbox = context.RequestServices.GetRequiredService<IAnalyseOutbox<ShopContext>>();
            await using var transaction = await shop.Database.BeginTransactionAsync();
            var result = await context.RequestServices.GetRequiredService<IAnalyseStripe>().CaptureAsync(
                body.ToArray(), context.Request.Headers["Stripe-Signature"], outbox.Capture);
            shop.Orders.Add(new Order { Number = "1" });
            await shop.SaveChangesAsync();
            if (fails)
            {
                await transaction.RollbackAsync();
                return StatusCodes.Status503ServiceUnavailable;
            }

            await transaction.CommitAsync();
            return result.StatusCode;
        }));
        var body = Payloads.Checkout().Utf8();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await OwnWebhookAsync(site, body, Signed.Header(body)));
        Assert.Equal((0, 0), (await database.CountAsync(), await OrdersAsync(database)));
        fails = false;
        Assert.Equal(HttpStatusCode.OK, await OwnWebhookAsync(site, body, Signed.Header(body)));
        Assert.Equal(HttpStatusCode.OK, await OwnWebhookAsync(site, body, Signed.Header(body)));
        Assert.Equal(HttpStatusCode.BadRequest, await OwnWebhookAsync(site, body, "t=1,v1=2"));
        await DeliversAsync(database, site);

        site.BooksAre(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task A_transaction_all_around_does_not_decide_over_what_was_called_safe()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var site = await StartAsync(database);
        await using var scope = site.Services.CreateAsyncScope();
        StripeWebhookResult result;
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            result = await scope.ServiceProvider.GetRequiredService<IAnalyseStripe>()
                .CaptureVerifiedAsync(Payloads.Checkout().Utf8(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(StripeWebhookOutcome.Captured, result.Outcome);
        await DeliversAsync(database, site);
        site.BooksAre(accepted: 1, duplicates: 0, delivered: 1);
    }

    private static Task<TestSite> StartAsync(
        TestDatabase database, IInterceptor? interceptor = null, FlakyService? service = null, Action<WebApplication>? use = null) => TestSite.StartAsync(
            analyse: static builder => builder.AddEntityFrameworkOutbox<ShopContext>(),
            build: builder =>
            {
                builder.Services.AddDbContext<ShopContext>(options =>
                {
                    options.Use(database.Kind, database.ConnectionString);
                    if (interceptor is not null)
                    {
                        options.AddInterceptors(interceptor);
                    }
                });
                if (service is not null)
                {
                    builder.Services.AddSingleton<IEventTransport>(service);
                }
            },
            use: use);

    /// <summary>Waits until nothing is left; the relays look again as time passes.</summary>
    private static Task DeliversAsync(TestDatabase database, params TestSite[] sites) => Eventually.IsSoAsync(async () =>
    {
        foreach (var site in sites)
        {
            site.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return await database.CountAsync() == 0 && sites.All(static site => site.Counts.Waiting == 0);
    });

    private static async Task OwnAsync(TestSite site, string session)
    {
        await using var scope = site.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IAnalyseOutbox<ShopContext>>().Capture(
            new CheckoutFinished(Billing.OneTime, Amount.Minor(4900, "USD"))
            {
                PersonId = Some.Person,
                IdempotencyKey = StripeKeys.CheckoutSession(session),
            });
        await scope.ServiceProvider.GetRequiredService<ShopContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<int> OrdersAsync(TestDatabase database)
    {
        await using var context = database.Context();
        return await context.Orders.CountAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode> OwnWebhookAsync(TestSite site, byte[] body, string signature)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.Add("Stripe-Signature", signature);
        using var response = await site.Client.PostAsync(new Uri("/webhooks/own", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? (HttpStatusCode)int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : response.StatusCode;
    }

    /// <summary>A save that the test holds back or lets fail.</summary>
    private sealed class HeldSave : SaveChangesInterceptor
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await GoOn.Task;
            return result;
        }
    }
}
