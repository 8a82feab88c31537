using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>What <c>WithAnalyse</c>, or the team by hand, wrote on an object at Stripe.</summary>
internal readonly struct Metadata(JsonElement json)
{
    public const string PersonIdName = "analyse_person_id";
    public const string AnonymousIdName = "analyse_anonymous_id";
    public const string SessionIdName = "analyse_session_id";
    public const string CheckoutIdName = "analyse_checkout_id";
    public const string FlowName = "analyse_flow";
    public const string PlanName = "analyse_plan";
    public const string IntervalName = "analyse_billing_interval";

    /// <summary>The flow in which Stripe hosts the checkout: its session tells of the payment.</summary>
    public const string CheckoutFlow = "checkout";

    /// <summary>The flow with a payment form of one's own: the payment intent, or the first invoice, tells of the payment.</summary>
    public const string ElementsFlow = "elements";

    public string? PersonId => json.Text(PersonIdName);

    public string? AnonymousId => json.Text(AnonymousIdName);

    public string? SessionId => json.Text(SessionIdName);

    public string? CheckoutId => json.Text(CheckoutIdName);

    public bool IsElements => json.Text(FlowName) == ElementsFlow;

    public bool IsCheckout => json.Text(FlowName) == CheckoutFlow;

    public string? Plan => json.Text(PlanName);

    public string? Interval => json.Text(IntervalName);

    /// <summary>Whether it says who it was.</summary>
    public bool IsIdentified => PersonId is not null || AnonymousId is not null;

    /// <summary>Whether it says anything to this library.</summary>
    public bool IsOurs => IsIdentified || IsElements || CheckoutId is not null || Plan is not null || Interval is not null;
}
