using Analyse.Stripe.Tests.Revenue.Model;
using CsCheck;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>Random life cycles: something is bought first, then anything may happen, and more often what follows from a payment.</summary>
internal static class LifeCycles
{
    private const int MostSteps = 9;

    // The same life cycles in every run.
    private const ulong Seed = 20_261_125;

    public static readonly Gen<LifeCycle> Any = Gen.Select(
        Gen.OneOf([.. ApiVersion.All]),
        Gen.OneOf([.. ModelCurrency.All]),
        Steps(StepKind.BuyBySession, StepKind.SubscribeInDashboard),
        Gen.Frequency((2, Steps(StepKind.BuyBySession, StepKind.EndSubscription)), (3, Steps(StepKind.Refund, StepKind.AppealAndWin))).Array[0, MostSteps - 1],
        Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[1, int.MaxValue])),
        Gen.Bool,
        static (version, currency, first, others, order, isAll) => new LifeCycle(version, currency, [first, .. others], order, isAll));

    /// <summary>A life cycle and the seed that makes it again.</summary>
    public static (LifeCycle Cycle, string Seed) Numbered(int number)
    {
        var random = new PCG((uint)number, Seed);
        var seed = random.ToString(random.State);
        return (Any.Generate(random, null, out _), seed);
    }

    private static Gen<Step> Steps(StepKind from, StepKind to) => Gen.Select(
        Gen.Int[(int)from, (int)to], Gen.Int[0, 5], Gen.Int[1, 100], static (kind, which, percent) => new Step((StepKind)kind, which, percent));
}
