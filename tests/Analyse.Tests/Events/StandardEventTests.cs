using System.Text.Json.Nodes;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Events;

/// <summary>Every standard event with every member, as the wire contract has it.</summary>
public sealed class StandardEventTests
{
    [Fact]
    public void Content_viewed() => AssertWire(
        new ContentViewed("doc_1") { ContentType = ContentType.Doc, Title = "Start here" },
        "content_viewed",
        """{"content_id":"doc_1","content_type":"doc","title":"Start here"}""");

    [Theory]
    [InlineData(ContentType.BlogPost, "blog_post")]
    [InlineData(ContentType.Article, "article")]
    [InlineData(ContentType.Page, "page")]
    [InlineData(ContentType.Doc, "doc")]
    public void Every_content_type(ContentType type, string wire) => AssertWire(
        new ContentViewed("c") { ContentType = type }, "content_viewed", $$"""{"content_id":"c","content_type":"{{wire}}"}""");

    [Fact]
    public void Signed_up_with_both_touches()
    {
        var signedUp = new SignedUp
        {
            Method = SignUpMethod.OAuth,
            Plan = "pro",
            TrialDays = 14,
            ContentTouchpointCount = 3,
            FirstTouch = new AttributionTouch
            {
                ContentId = "post_1",
                ContentType = ContentType.BlogPost,
                ContentTitle = "Why",
                UtmSource = "news",
                UtmMedium = "email",
                UtmCampaign = "autumn",
                UtmTerm = "t",
                UtmContent = "c",
                ReferrerDomain = "www.google.com",
                TouchedAt = Encoded.Moment,
            },
            LastTouch = new AttributionTouch { ContentId = "doc_1", UtmSource = "ads" },
        };

        AssertWire(signedUp, "signup_completed", """
            {"method":"oauth","plan":"pro","trial_days":14,
             "first_content_id":"post_1","first_content_type":"blog_post","first_content_title":"Why",
             "first_utm_source":"news","first_utm_medium":"email","first_utm_campaign":"autumn","first_utm_term":"t",
             "first_utm_content":"c","first_referrer_domain":"www.google.com","first_touched_at":"2026-11-23T10:00:00.000Z",
             "last_content_id":"doc_1","last_utm_source":"ads","content_touchpoint_count":3}
            """);
    }

    [Theory]
    [InlineData(SignUpMethod.Email, "email")]
    [InlineData(SignUpMethod.OAuth, "oauth")]
    [InlineData(SignUpMethod.Invite, "invite")]
    [InlineData(SignUpMethod.Sso, "sso")]
    public void Every_sign_up_method(SignUpMethod method, string wire) =>
        AssertWire(new SignedUp { Method = method }, "signup_completed", $$"""{"method":"{{wire}}"}""");

    [Fact]
    public void Checkout_started_with_every_shared_member() => AssertWire(
        new CheckoutStarted(Billing.Yearly)
        {
            CheckoutId = "c_1",
            ProductId = "p_1",
            Plan = "pro",
            ItemsCount = 2,
            Coupon = "SPRING",
            Amount = Amount.Of(490m, "eur"),
        },
        "checkout_started",
        """
        {"checkout_id":"c_1","payment_type":"subscription","billing_interval":"year","product_id":"p_1","plan":"pro",
         "items_count":2,"coupon":"SPRING","amount":49000,"currency":"EUR"}
        """);

    [Theory]
    [InlineData(Billing.OneTime, """{"payment_type":"one_time"}""")]
    [InlineData(Billing.Monthly, """{"payment_type":"subscription","billing_interval":"month"}""")]
    [InlineData(Billing.Yearly, """{"payment_type":"subscription","billing_interval":"year"}""")]
    [InlineData(Billing.Weekly, """{"payment_type":"subscription","billing_interval":"week"}""")]
    [InlineData(Billing.Recurring, """{"payment_type":"subscription"}""")]
    public void Every_billing(Billing billing, string properties) =>
        AssertWire(new CheckoutStarted(billing), "checkout_started", properties);

    [Theory]
    [InlineData(CheckoutCancelledReason.UserAbandoned, "user_abandoned")]
    [InlineData(CheckoutCancelledReason.PaymentFailed, "payment_failed")]
    [InlineData(CheckoutCancelledReason.ValidationError, "validation_error")]
    [InlineData(CheckoutCancelledReason.Other, "other")]
    public void Checkout_cancelled(CheckoutCancelledReason reason, string wire) => AssertWire(
        new CheckoutCancelled(Billing.OneTime) { CheckoutId = "c_1", Reason = reason, Step = "payment" },
        "checkout_cancelled",
        $$"""{"checkout_id":"c_1","payment_type":"one_time","reason":"{{wire}}","step":"payment"}""");

    [Fact]
    public void Checkout_finished() => AssertWire(
        new CheckoutFinished(Billing.OneTime, Amount.Of(500m, "JPY")) { CheckoutId = "c_1", OrderId = "o_1", SubscriptionId = "s_1" },
        "checkout_finished",
        """
        {"checkout_id":"c_1","payment_type":"one_time","order_id":"o_1","subscription_id":"s_1","amount":500,"currency":"JPY"}
        """);

    [Fact]
    public void Trial_started()
    {
        AssertWire(
            new TrialStarted("pro", 14), "trial_started", """{"plan":"pro","trial_days":14,"payment_type":"subscription"}""");
        AssertWire(
            new TrialStarted("pro", 14) { LeadsToSubscription = false }, "trial_started", """{"plan":"pro","trial_days":14}""");
    }

    [Theory]
    [InlineData(TrialEndedReason.Expired, "expired")]
    [InlineData(TrialEndedReason.Converted, "converted")]
    [InlineData(TrialEndedReason.Cancelled, "cancelled")]
    public void Trial_ended(TrialEndedReason reason, string wire) => AssertWire(
        new TrialEnded("pro", converted: true) { Reason = reason, LeadsToSubscription = true },
        "trial_ended",
        $$"""{"plan":"pro","converted":true,"reason":"{{wire}}","payment_type":"subscription"}""");

    [Theory]
    [InlineData(SubscriptionCancelledReason.UserRequest, "user_request")]
    [InlineData(SubscriptionCancelledReason.PaymentFailed, "payment_failed")]
    [InlineData(SubscriptionCancelledReason.Admin, "admin")]
    [InlineData(SubscriptionCancelledReason.Other, "other")]
    public void Subscription_cancelled(SubscriptionCancelledReason reason, string wire) => AssertWire(
        new SubscriptionCancelled("pro")
        {
            Billing = Billing.Monthly,
            Reason = reason,
            EffectiveAt = new DateOnly(2026, 12, 31),
            SubscriptionId = "s_1",
        },
        "subscription_cancelled",
        $$"""
        {"plan":"pro","payment_type":"subscription","billing_interval":"month","reason":"{{wire}}",
         "effective_at":"2026-12-31","subscription_id":"s_1"}
        """);

    [Fact]
    public void A_subscription_is_never_paid_once() => AssertWire(
        new SubscriptionCancelled("pro") { Billing = Billing.OneTime },
        "subscription_cancelled",
        """{"plan":"pro","payment_type":"subscription"}""");

    public static TheoryData<AnalyseEvent, string> BareEvents() => new()
    {
        { new ContentViewed(null!), "{}" },
        { new SignedUp(), "{}" },
        { new CheckoutCancelled(Billing.OneTime), """{"payment_type":"one_time"}""" },
        { new TrialEnded(null!, converted: false), """{"converted":false}""" },
        { new SubscriptionCancelled(null!), """{"payment_type":"subscription"}""" },
    };

    [Theory]
    [MemberData(nameof(BareEvents), DisableDiscoveryEnumeration = true)]
    public void What_has_no_value_is_left_out(AnalyseEvent analyseEvent, string properties) =>
        Assert.Equal(properties, Encoded.Properties(analyseEvent));

    [Fact]
    public void A_value_that_no_enum_has_is_left_out() => AssertWire(
        new CheckoutCancelled((Billing)99) { Reason = (CheckoutCancelledReason)99 },
        "checkout_cancelled",
        """{"payment_type":"subscription"}""");

    [Fact]
    public void Properties_of_ones_own_follow_the_typed_members_which_win()
    {
        var finished = new CheckoutFinished(Billing.Monthly, Amount.Of(49m, "USD"))
        {
            Plan = "pro",
            Properties = new()
            {
                ["plan"] = "mine",
                ["payment_type"] = "mine",
                ["amount"] = 1,
                ["currency"] = "eur",
                ["colour"] = "green",
            },
        };

        Assert.Equal(
            """{"payment_type":"subscription","billing_interval":"month","plan":"pro","amount":4900,"currency":"USD","colour":"green"}""",
            Encoded.Properties(finished));
    }

    [Fact]
    public void A_typed_member_without_a_value_leaves_its_name_to_a_property() => Assert.Equal(
        """{"payment_type":"one_time","plan":"mine"}""",
        Encoded.Properties(new CheckoutStarted(Billing.OneTime) { Properties = new() { ["plan"] = "mine" } }));

    [Fact]
    public void The_currency_of_a_standard_event_is_trimmed_and_in_upper_case()
    {
        var properties = new EventProperties { ["amount"] = 4900, ["currency"] = " usd " };

        Assert.Equal(
            """{"currency":"USD","amount":4900}""", Encoded.Properties(new AnalyseEvent("checkout_finished") { Properties = properties }));
        Assert.Equal(
            """{"amount":4900,"currency":" usd "}""", Encoded.Properties(new AnalyseEvent("invoice_paid") { Properties = properties }));
    }

    [Fact]
    public void A_currency_that_is_no_text_is_written_as_it_is() => Assert.Equal(
        """{"currency":7}""",
        Encoded.Properties(new AnalyseEvent("checkout_finished") { Properties = new() { ["currency"] = 7 } }));

    [Fact]
    public void An_amount_of_a_custom_event_travels_with_its_currency() => Assert.Equal(
        """{"amount":4900,"currency":"USD","seats":3}""",
        Encoded.Properties(new AnalyseEvent("invoice_paid") { Amount = Amount.Of(49m, "usd"), Properties = new() { ["seats"] = 3 } }));

    private static void AssertWire(AnalyseEvent analyseEvent, string name, string properties)
    {
        Assert.Equal(name, analyseEvent.Name);
        Assert.Equal(name, analyseEvent.ToString());
        var expected = JsonNode.Parse(properties);
        var actual = JsonNode.Parse(Encoded.Properties(analyseEvent));
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected!.ToJsonString()}, got {actual!.ToJsonString()}.");
    }
}
