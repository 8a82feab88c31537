using System.Text.Json;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance.Calls;

/// <summary>
/// Makes the typed event of a helper call. Properties without which the typed event cannot be written (a checkout without
/// payment type, a trial without plan) make it an event of the same name with everything among its properties.
/// </summary>
internal static class StandardEvents
{
    private const string NodePrefix = "capture";

    /// <summary>The event's name by the helper, written as in the vectors (<c>signupCompleted</c>) or as in Node (<c>captureSignedUp</c>).</summary>
    /// <exception cref="VectorException">There is no such helper.</exception>
    public static string NameOf(string call) => WithoutPrefix(call) switch
    {
        "contentViewed" => "content_viewed",
        "signupCompleted" or "signedUp" => "signup_completed",
        "checkoutStarted" => "checkout_started",
        "checkoutCancelled" => "checkout_cancelled",
        "checkoutFinished" => "checkout_finished",
        "trialStarted" => "trial_started",
        "trialEnded" => "trial_ended",
        "subscriptionCancelled" => "subscription_cancelled",
        _ => throw new VectorException($"The call '{call}' is none that this program knows."),
    };

    public static AnalyseEvent Of(string name, JsonElement? properties)
    {
        var bag = new PropertyBag(properties);
        if (Typed(name, bag) is { } typed)
        {
            typed.Properties = bag.Rest();
            return typed;
        }

        return new AnalyseEvent(name) { Properties = new PropertyBag(properties).Rest() };
    }

    private static string WithoutPrefix(string call) => call.StartsWith(NodePrefix, StringComparison.Ordinal) && call.Length > NodePrefix.Length
        ? char.ToLowerInvariant(call[NodePrefix.Length]) + call[(NodePrefix.Length + 1)..]
        : call;

    private static AnalyseEvent? Typed(string name, PropertyBag bag) => name switch
    {
        "content_viewed" => ContentViewed(bag),
        "signup_completed" => SignedUp(bag),
        "checkout_started" => Subscriptions.Billing(bag) is { } billing ? Checkout(new CheckoutStarted(billing), bag) : null,
        "checkout_cancelled" => CheckoutCancelled(bag),
        "checkout_finished" => CheckoutFinished(bag),
        "trial_started" => TrialStarted(bag),
        "trial_ended" => TrialEnded(bag),
        _ => SubscriptionCancelled(bag),
    };

    private static ContentViewed? ContentViewed(PropertyBag bag) => bag.Text("content_id") is not { } id ? null : new ContentViewed(id)
    {
        ContentType = bag.Word("content_type", Words.ContentTypes),
        Title = bag.Text("title"),
    };

    private static SignedUp SignedUp(PropertyBag bag) => new()
    {
        Method = bag.Word("method", Words.SignUpMethods),
        Plan = bag.Text("plan"),
        TrialDays = bag.Number("trial_days"),
        ContentTouchpointCount = bag.Number("content_touchpoint_count"),
        FirstTouch = Touch(bag, "first_"),
        LastTouch = Touch(bag, "last_"),
    };

    private static AttributionTouch Touch(PropertyBag bag, string prefix) => new()
    {
        ContentId = bag.Text(prefix + "content_id"),
        ContentType = bag.Word(prefix + "content_type", Words.ContentTypes),
        ContentTitle = bag.Text(prefix + "content_title"),
        UtmSource = bag.Text(prefix + "utm_source"),
        UtmMedium = bag.Text(prefix + "utm_medium"),
        UtmCampaign = bag.Text(prefix + "utm_campaign"),
        UtmTerm = bag.Text(prefix + "utm_term"),
        UtmContent = bag.Text(prefix + "utm_content"),
        ReferrerDomain = bag.Text(prefix + "referrer_domain"),
        TouchedAt = bag.Time(prefix + "touched_at"),
    };

    private static CheckoutCancelled? CheckoutCancelled(PropertyBag bag) => Subscriptions.Billing(bag) is not { } billing
        ? null
        : Checkout(
            new CheckoutCancelled(billing)
            {
                Reason = bag.Word("reason", Words.CheckoutCancelledReasons),
                Step = bag.Text("step"),
            },
            bag);

    private static CheckoutFinished? CheckoutFinished(PropertyBag bag) =>
        Subscriptions.Billing(bag) is not { } billing || bag.Money() is not { } amount
            ? null
            : Checkout(
                new CheckoutFinished(billing, amount)
                {
                    OrderId = bag.Text("order_id"),
                    SubscriptionId = bag.Text("subscription_id"),
                },
                bag);

    private static T Checkout<T>(T checkout, PropertyBag bag)
        where T : CheckoutEvent
    {
        checkout.CheckoutId = bag.Text("checkout_id");
        checkout.ProductId = bag.Text("product_id");
        checkout.Plan = bag.Text("plan");
        checkout.ItemsCount = bag.Number("items_count");
        checkout.Coupon = bag.Text("coupon");
        checkout.Amount ??= bag.Money();
        return checkout;
    }

    private static TrialStarted? TrialStarted(PropertyBag bag) =>
        bag.Text("plan") is { } plan && bag.Number("trial_days") is { } days
            ? new TrialStarted(plan, days) { LeadsToSubscription = Subscriptions.TakePaymentType(bag) }
            : null;

    private static TrialEnded? TrialEnded(PropertyBag bag) =>
        bag.Text("plan") is { } plan && bag.Flag("converted") is { } converted
            ? new TrialEnded(plan, converted)
            {
                Reason = bag.Word("reason", Words.TrialEndedReasons),
                LeadsToSubscription = Subscriptions.TakePaymentType(bag),
            }
            : null;

    private static SubscriptionCancelled? SubscriptionCancelled(PropertyBag bag) =>
        Subscriptions.Billing(bag) is { } billing and not Billing.OneTime && bag.Text("plan") is { } plan
            ? new SubscriptionCancelled(plan)
            {
                Billing = billing,
                Reason = bag.Word("reason", Words.SubscriptionCancelledReasons),
                EffectiveAt = bag.Date("effective_at"),
                SubscriptionId = bag.Text("subscription_id"),
            }
            : null;
}
