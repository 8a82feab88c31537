using Analyse.Stripe.Tests.Revenue.Model;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>What one customer does, and how its webhooks arrive.</summary>
/// <param name="Version">The version that the endpoint is pinned to.</param>
/// <param name="Currency">The currency of all prices.</param>
/// <param name="Steps">What happens.</param>
/// <param name="Order">Shuffles and repeats the webhooks; 0: each once, in the order in which it happened.</param>
/// <param name="IsAll">Whether the endpoint gets every type, or those that the README names.</param>
internal sealed record LifeCycle(ApiVersion Version, ModelCurrency Currency, Step[] Steps, int Order, bool IsAll)
{
    public override string ToString() =>
        $"{Version}, {Currency}, order {Order}, {(IsAll ? "all" : "selected")} types: "
        + string.Join(", ", Steps.Select(static step => $"{step.Kind}({step.Which}, {step.Percent} %)"));
}
