using System.Globalization;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Stripe.Tests.Faults;
using Analyse.Stripe.Tests.Revenue.Model;
using Analyse.Stripe.Tests.Webhooks;
using Analyse.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>
/// The year of a subscription, for three customers with three currencies, in many orders: in each of them, the first half arrives
/// before the application is restarted and the second half after it, at two instances at once.
/// </summary>
public sealed class YearTests
{
    /// <summary>How many orders are tried with every store. Without it, a durable store gets fewer of them, as each takes it about a second.</summary>
    private const string Variable = "ANALYSE_TEST_ORDERS";

    private const int InMemory = 200;
    private const int InSqlite = 10;
    private const int InOutbox = 1;

    // Stripe sends what was not answered with 200 again.
    private const int MostAttempts = 50;

    private static readonly ModelCurrency[] _currencies = [ModelCurrency.Usd, ModelCurrency.Jpy, ModelCurrency.Kwd];

    private readonly RevenueService _service = new();

    [Fact]
    public void The_model_and_the_figures_of_the_year_agree() => Assert.All(
        _currencies,
        static currency => Assert.Equal(
            YearOfASubscription.Hundreds.Values.Sum() * 100 * currency.Step, YearOfASubscription.Live("1", "user_1", currency).Cash));

    [Fact]
    public async Task In_memory_the_revenue_of_the_year_is_right_in_any_order()
    {
        await using var site = await StartAsync(static _ => { });
        for (var order = 1; order <= OrdersOr(InMemory); order++)
        {
            await SendAsync(DeliveriesOf(order), site);
        }

        await site.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);
        AssertIsRight(InMemory);
    }

    [Fact]
    public async Task With_SQLite_the_revenue_of_the_year_is_right_in_any_order_at_two_instances_and_over_a_restart()
    {
        using var folder = new TempFolder();
        await LiveAsync(
            InSqlite,
            () => StartAsync(analyse => analyse.AddSqliteStore(folder.Store)),
            static async sites =>
            {
                // The instance that does not send waits for the other one, on the clock of the test.
                var flush = Task.WhenAll(sites.Select(static site =>
                    site.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken)));
                await Eventually.IsSoAsync(() =>
                {
                    foreach (var site in sites)
                    {
                        site.Time.Advance(TimeSpan.FromSeconds(1));
                    }

                    return Task.FromResult(flush.IsCompleted);
                });
                await flush;
            });

        AssertIsRight(InSqlite);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task With_the_outbox_the_revenue_of_the_year_is_right_in_any_order_at_two_instances_and_over_a_restart(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await LiveAsync(
            InOutbox,
            () => StartAsync(
                static analyse => analyse.AddEntityFrameworkOutbox<ShopContext>(),
                services => services.AddDbContext<ShopContext>(options => options.Use(database.Kind, database.ConnectionString))),
            sites => Eventually.IsSoAsync(async () =>
            {
                foreach (var site in sites)
                {
                    site.Time.Advance(TimeSpan.FromSeconds(1));
                }

                return await database.CountAsync() == 0;
            }));

        AssertIsRight(InOutbox);
    }

    private static async Task LiveAsync(int orders, Func<Task<TestSite>> start, Func<TestSite[], Task> deliver)
    {
        for (var half = 0; half < 2; half++)
        {
            await using var one = await start();
            await using var other = await start();
            for (var order = 1; order <= OrdersOr(orders); order++)
            {
                var deliveries = DeliveriesOf(order);
                await SendAsync(half == 0 ? deliveries[..(deliveries.Length / 2)] : deliveries[(deliveries.Length / 2)..], one, other);
            }

            if (half == 1)
            {
                await deliver([one, other]);
            }
        }
    }

    private static string[] DeliveriesOf(int order) =>
        Deliveries.Shuffled(_currencies.SelectMany(currency => WebhooksOf(order, currency)), order);

    /// <summary>Those of the types that the README names.</summary>
    private static IEnumerable<string> WebhooksOf(int order, ModelCurrency currency)
    {
        var stripe = YearOfASubscription.Live($"{order}{currency}", PersonOf(order, currency), currency);
        return Deliveries.Of(stripe, order: 0, isAll: false);
    }

    private static string PersonOf(int order, ModelCurrency currency) => $"user_{order}_{currency}";

    private static async Task SendAsync(IEnumerable<string> webhooks, params TestSite[] sites)
    {
        foreach (var atOnce in webhooks.Chunk(sites.Length))
        {
            await Task.WhenAll(atOnce.Select((webhook, i) => Task.Run(() => SendAsync(webhook, sites[i]))));
        }
    }

    private static async Task SendAsync(string webhook, TestSite site)
    {
        for (var attempt = 1; !await IsTakenAsync(webhook, site); attempt++)
        {
            Assert.True(attempt < MostAttempts, $"Stripe gives up: {webhook}");
        }
    }

    private static async Task<bool> IsTakenAsync(string webhook, TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();
        return (await stripe.CaptureVerifiedAsync(webhook.Utf8(), TestContext.Current.CancellationToken)).StatusCode is StatusCodes.Status200OK;
    }

    private Task<TestSite> StartAsync(Action<IAnalyseBuilder> analyse, Action<IServiceCollection>? services = null) => TestSite.StartAsync(
        analyse: analyse,
        build: builder =>
        {
            // Each delivery writes many lines at the level of the other tests.
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            services?.Invoke(builder.Services);
            builder.Services.AddSingleton<IEventTransport>(_service);
        });

    private static int OrdersOr(int otherwise) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;

    private void AssertIsRight(int otherwise) => Assert.Equal(
        Enumerable.Range(1, OrdersOr(otherwise))
            .SelectMany(order => _currencies.SelectMany(currency => YearOfASubscription.Hundreds.Select(plan =>
                (PersonOf(order, currency), currency.Code, plan.Key, plan.Value * 100 * currency.Step))))
            .Order(),
        _service.Revenue);
}
