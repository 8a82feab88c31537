using System.Collections.Frozen;

namespace Analyse.Inspector.Rules;

/// <summary>The standard events of the contract and their properties.</summary>
internal static class StandardEvents
{
    public const string OneTime = "one_time";
    public const string Subscription = "subscription";

    private static readonly PropertyRule _plan = Text("plan");
    private static readonly PropertyRule _trialDays = WholeNumber("trial_days");
    private static readonly PropertyRule _billingInterval = Choice("billing_interval", "month", "year", "week");
    private static readonly PropertyRule _onlySubscription = Choice("payment_type", Subscription);

    private static readonly PropertyRule[] _checkout =
    [
        Choice("payment_type", OneTime, Subscription).Required, _billingInterval, Text("checkout_id"),
        WholeNumber("amount"), Text("currency"), Text("product_id"), _plan, WholeNumber("items_count"), Text("coupon"),
    ];

    private static readonly PropertyRule[] _attribution =
    [
        .. from side in new[] { "first", "last" }
           from field in new[]
           {
               "content_id", "content_type", "content_title",
               "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "referrer_domain",
           }
           select Text($"{side}_{field}"),
        Date("first_touched_at"), Date("last_touched_at"), WholeNumber("content_touchpoint_count"),
    ];

    public static FrozenDictionary<string, PropertyRule[]> Properties { get; } = new Dictionary<string, PropertyRule[]>(StringComparer.Ordinal)
    {
        ["content_viewed"] =
        [
            Text("content_id").Required, Choice("content_type", "blog_post", "article", "page", "doc"), Text("title"),
        ],
        ["signup_completed"] = [Choice("method", "email", "oauth", "invite", "sso"), _plan, _trialDays, .. _attribution],
        ["checkout_started"] = _checkout,
        ["checkout_cancelled"] =
        [
            .. _checkout, Choice("reason", "user_abandoned", "payment_failed", "validation_error", "other"), Text("step"),
        ],
        ["checkout_finished"] =
        [
            .. _checkout.Where(rule => rule.Name is not "amount"), WholeNumber("amount").Required, Text("order_id"), Text("subscription_id"),
        ],
        ["trial_started"] = [_plan.Required, _trialDays.Required, _onlySubscription],
        ["trial_ended"] =
        [
            _plan.Required, YesOrNo("converted").Required, Choice("reason", "expired", "converted", "cancelled"), _onlySubscription,
        ],
        ["subscription_cancelled"] =
        [
            _plan.Required, _onlySubscription.Required, _billingInterval,
            Choice("reason", "user_request", "payment_failed", "admin", "other"), Date("effective_at"),
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsCheckout(string name) => name is "checkout_started" or "checkout_cancelled" or "checkout_finished";

    private static PropertyRule Text(string name) => new(name, PropertyKind.Text);

    private static PropertyRule WholeNumber(string name) => new(name, PropertyKind.WholeNumber);

    private static PropertyRule YesOrNo(string name) => new(name, PropertyKind.YesOrNo);

    private static PropertyRule Date(string name) => new(name, PropertyKind.Date);

    private static PropertyRule Choice(string name, params string[] choices) => new(name, PropertyKind.Choice, choices);
}
