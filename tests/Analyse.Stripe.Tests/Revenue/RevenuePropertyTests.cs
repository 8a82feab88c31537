using System.Net;
using Analyse.Stripe.Tests.Support;
using Analyse.Testing;
using CsCheck;
using Xunit;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>The sum of <c>revenue</c> is the cash that Stripe moved, whatever happened and however its webhooks arrived.</summary>
public sealed class RevenuePropertyTests
{
    private const int InMemory = 2_000;
    private const int ByEndpoint = 100;
    private const int ToShrink = 20_000;

    private int _runs;

    [Fact]
    public async Task The_revenue_of_any_life_cycle_is_the_cash_that_it_moved()
    {
        await using var listener = Listener.Start();
        await CheckAsync(Enumerable.Range(1, InMemory), listener.HearAsync);
    }

    [Fact]
    public async Task Through_the_endpoint_the_revenue_of_any_life_cycle_is_the_cash_that_it_moved()
    {
        await using var app = await WebhookApp.StartAsync();
        await CheckAsync(Enumerable.Range(InMemory + 1, ByEndpoint), HearAsync);

        async Task<IReadOnlyList<RecordedEvent>> HearAsync(IEnumerable<string> webhooks)
        {
            app.Recorder.Clear();
            foreach (var webhook in webhooks)
            {
                Assert.Equal(HttpStatusCode.OK, await app.SendAsync(webhook));
            }

            return app.Recorder.Events;
        }
    }

    private async Task CheckAsync(IEnumerable<int> numbers, Func<IEnumerable<string>, Task<IReadOnlyList<RecordedEvent>>> hear)
    {
        foreach (var number in numbers)
        {
            var (cycle, seed) = LifeCycles.Numbered(number);
            if (await FaultOfAsync(cycle, hear) is { } fault)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"Number {number}, seed {seed}, fails before it is made smaller. {fault} {cycle}");
                await LifeCycles.Any.SampleAsync(
                    async smaller => Assert.Null(await FaultOfAsync(smaller, hear)), seed: seed, iter: ToShrink, threads: 1);
                Assert.Fail($"The life cycle of seed {seed} failed once and not again. {fault} {cycle}");
            }
        }
    }

    private async Task<string?> FaultOfAsync(LifeCycle cycle, Func<IEnumerable<string>, Task<IReadOnlyList<RecordedEvent>>> hear)
    {
        var stripe = StripeWorld.Live(cycle, $"{++_runs}", Some.Person);
        var events = await hear(Deliveries.Of(stripe, cycle.Order, cycle.IsAll));
        var revenue = events.Sum(static recorded => recorded.RevenueOf());
        return revenue != stripe.Cash ? $"Stripe moved {stripe.Cash}, and the revenue is {revenue}."
            : events.FirstOrDefault(static recorded => recorded.PersonId != Some.Person) is { } stray ? $"{stray.Name} belongs to {stray.PersonId ?? "nobody"}."
            : events.FirstOrDefault(recorded => recorded.Sent("currency") is { } currency && currency != cycle.Currency.Code) is { } other ? $"{other.Name} is in another currency."
            : null;
    }
}
