using Analyse.Stripe.Tests.Support;
using CsCheck;
using Xunit;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>The sum of <c>revenue</c> is the cash that Stripe moved, whatever happened and however its webhooks arrived.</summary>
public sealed class RevenuePropertyTests
{
    private const int InMemory = 2_500;
    private const int ToShrink = 20_000;

    private int _runs;

    [Fact]
    public async Task The_revenue_of_any_life_cycle_is_the_cash_that_it_moved()
    {
        await using var listener = Listener.Start();
        for (var number = 1; number <= InMemory; number++)
        {
            var (cycle, seed) = LifeCycles.Numbered(number);
            if (await FaultOfAsync(listener, cycle) is not null)
            {
                await LifeCycles.Any.SampleAsync(
                    async smaller => Assert.Null(await FaultOfAsync(listener, smaller)), seed: seed, iter: ToShrink, threads: 1);
                Assert.Fail($"The life cycle of seed {seed} fails once and not again: {cycle}");
            }
        }
    }

    private async Task<string?> FaultOfAsync(Listener listener, LifeCycle cycle)
    {
        var run = $"{++_runs}";
        var stripe = StripeWorld.Live(cycle, run, Some.Person);
        var events = await listener.HearAsync(Deliveries.Of(stripe, cycle.Order));
        var revenue = events.Sum(static captured => captured.RevenueOf());
        return revenue == stripe.Cash ? null : $"Stripe moved {stripe.Cash}, and the revenue is {revenue}.";
    }
}
