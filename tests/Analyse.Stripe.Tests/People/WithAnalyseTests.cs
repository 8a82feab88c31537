using Stripe;
using Stripe.Checkout;
using Xunit;

namespace Analyse.Stripe.Tests.People;

public sealed class WithAnalyseTests
{
    private static readonly KnownTracker _tracker = new("user_123", "anon_1", "s_1");

    [Fact]
    public void A_session_of_mode_payment_writes_into_the_payment_intent_too()
    {
        var options = new SessionCreateOptions { Mode = "payment" }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.Metadata, "chk_1", "checkout");
        AssertWritten(options.PaymentIntentData.Metadata, "chk_1", "checkout");
        Assert.Null(options.SubscriptionData);
        Assert.Null(options.SetupIntentData);
    }

    [Fact]
    public void A_session_of_mode_subscription_writes_into_the_subscription_too()
    {
        var options = new SessionCreateOptions { Mode = "subscription" }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.Metadata, "chk_1", "checkout");
        AssertWritten(options.SubscriptionData.Metadata, "chk_1", "checkout");
        Assert.Null(options.PaymentIntentData);
        Assert.Null(options.SetupIntentData);
    }

    [Theory]
    [InlineData("setup")]
    [InlineData(null)]
    public void A_session_of_another_mode_writes_into_itself_alone(string? mode)
    {
        var options = new SessionCreateOptions { Mode = mode }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.Metadata, "chk_1", "checkout");
        Assert.Null(options.SubscriptionData);
        Assert.Null(options.PaymentIntentData);
        Assert.Null(options.SetupIntentData);
    }

    [Fact]
    public void What_was_set_before_stays()
    {
        var options = new SessionCreateOptions
        {
            Mode = "subscription",
            Metadata = new() { ["cart"] = "7", ["analyse_person_id"] = "somebody_else" },
            SubscriptionData = new() { TrialPeriodDays = 14, Metadata = new() { ["team"] = "9", ["analyse_person_id"] = "owner" } },
        };

        options.WithAnalyse(_tracker);

        Assert.Equal("7", options.Metadata["cart"]);
        Assert.Equal("somebody_else", options.Metadata["analyse_person_id"]);
        Assert.Equal(14, options.SubscriptionData.TrialPeriodDays);
        Assert.Equal("9", options.SubscriptionData.Metadata["team"]);
        Assert.Equal("owner", options.SubscriptionData.Metadata["analyse_person_id"]);
        Assert.Equal(options.Metadata["analyse_checkout_id"], options.SubscriptionData.Metadata["analyse_checkout_id"]);
    }

    [Fact]
    public void The_browser_of_who_is_signed_in_is_not_given_to_another_person_whom_the_team_has_named()
    {
        var named = new PaymentIntentCreateOptions { Metadata = new() { ["analyse_person_id"] = "customer" } }.WithAnalyse(_tracker);
        var session = new SessionCreateOptions
        {
            Mode = "subscription",
            SubscriptionData = new() { Metadata = new() { ["analyse_person_id"] = "owner" } },
        }.WithAnalyse(_tracker, "chk_1");

        Assert.Equal(["analyse_checkout_id", "analyse_flow", "analyse_person_id"], named.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["analyse_checkout_id", "analyse_flow", "analyse_person_id"], session.SubscriptionData.Metadata.Keys.Order(StringComparer.Ordinal));
        AssertWritten(session.Metadata, "chk_1", "checkout");
    }

    [Theory, InlineData("user_123"), InlineData(null)]
    public void The_browser_goes_with_the_person_whom_the_team_has_named_where_nobody_else_is_signed_in(string? signedIn)
    {
        var options = new SessionCreateOptions { Mode = "payment", Metadata = new() { ["analyse_person_id"] = "user_123" } }
            .WithAnalyse(new KnownTracker(signedIn, "anon_1", "s_1"), "chk_1");

        AssertWritten(options.Metadata, "chk_1", "checkout");
        AssertWritten(options.PaymentIntentData.Metadata, "chk_1", "checkout");
    }

    [Fact]
    public void What_was_set_for_the_payment_intent_stays()
    {
        var options = new SessionCreateOptions { Mode = "payment", PaymentIntentData = new() { CaptureMethod = "manual" } }.WithAnalyse(_tracker, "chk_1");

        Assert.Equal("manual", options.PaymentIntentData.CaptureMethod);
        AssertWritten(options.PaymentIntentData.Metadata, "chk_1", "checkout");
    }

    [Theory]
    [InlineData("subscription")]
    [InlineData("payment")]
    [InlineData("setup")]
    public void What_the_team_set_for_another_mode_is_not_touched(string mode)
    {
        var (subscription, payment) = (new SessionSubscriptionDataOptions(), new SessionPaymentIntentDataOptions());
        var options = new SessionCreateOptions { Mode = mode, SubscriptionData = subscription, PaymentIntentData = payment };

        options.WithAnalyse(_tracker);

        Assert.Equal(mode is "subscription", subscription.Metadata is not null);
        Assert.Equal(mode is "payment", payment.Metadata is not null);
    }

    [Fact]
    public void What_is_not_known_is_not_written()
    {
        var options = new SessionCreateOptions { Mode = "payment" }.WithAnalyse(new KnownTracker(null, " ", "s_1"), "chk_1");

        Assert.Equal(["analyse_checkout_id", "analyse_flow", "analyse_session_id"], options.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["analyse_checkout_id", "analyse_flow", "analyse_session_id"], options.PaymentIntentData.Metadata.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_checkout_id_is_made_when_none_is_given_and_is_the_same_when_asked_again()
    {
        var options = new SessionCreateOptions { Mode = "payment" };

        var first = options.WithAnalyse(_tracker).AnalyseCheckoutId();
        var second = options.WithAnalyse(_tracker).AnalyseCheckoutId();

        Assert.StartsWith("chk_", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(first, options.PaymentIntentData.AnalyseCheckoutId());
        Assert.NotEqual(first, new SessionCreateOptions { Mode = "payment" }.WithAnalyse(_tracker).AnalyseCheckoutId());
    }

    [Fact]
    public void A_checkout_id_that_is_given_later_is_that_of_the_whole_checkout()
    {
        var options = new SessionCreateOptions { Mode = "subscription" }.WithAnalyse(_tracker);

        options.WithAnalyse(_tracker, "chk_2");

        Assert.Equal("chk_2", options.AnalyseCheckoutId());
        Assert.Equal("chk_2", options.SubscriptionData.AnalyseCheckoutId());
    }

    [Fact]
    public void Metadata_that_is_shared_by_all_checkouts_does_not_carry_one_buyer_to_the_next()
    {
        var shared = new Dictionary<string, string> { ["shop"] = "1" };

        var first = new SessionCreateOptions { Mode = "payment", Metadata = shared, PaymentIntentData = new() { Metadata = shared } }.WithAnalyse(_tracker);
        var second = new SessionCreateOptions { Mode = "payment", Metadata = shared }.WithAnalyse(new KnownTracker("user_456"));

        Assert.Equal("user_123", first.Metadata["analyse_person_id"]);
        Assert.Equal("user_456", second.Metadata["analyse_person_id"]);
        Assert.Equal(["shop"], shared.Keys);
    }

    [Fact]
    public void A_payment_intent_of_a_form_of_ones_own_is_of_the_flow_elements()
    {
        var fresh = new PaymentIntentCreateOptions().WithAnalyse(_tracker, "chk_1");
        var used = new PaymentIntentCreateOptions { Metadata = new() { ["cart"] = "7" } }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(fresh.Metadata, "chk_1", "elements");
        AssertWritten(used.Metadata, "chk_1", "elements");
        Assert.Equal("7", used.Metadata["cart"]);
    }

    [Fact]
    public void The_invoice_that_is_made_of_a_payment_says_that_the_session_tells_of_it()
    {
        var options = new SessionCreateOptions { Mode = "payment", InvoiceCreation = new() { Enabled = true } }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.InvoiceCreation.InvoiceData.Metadata, "chk_1", "checkout");
    }

    [Theory]
    [InlineData("payment", false)]
    [InlineData("payment", null)]
    [InlineData("subscription", true)]
    public void An_invoice_that_is_not_made_is_not_written_into(string mode, bool? isEnabled)
    {
        var options = new SessionCreateOptions { Mode = mode, InvoiceCreation = new() { Enabled = isEnabled } }.WithAnalyse(_tracker);

        Assert.Null(options.InvoiceCreation.InvoiceData);
    }

    [Fact]
    public void A_subscription_of_a_form_of_ones_own_is_of_the_flow_elements()
    {
        var fresh = new SubscriptionCreateOptions().WithAnalyse(_tracker, "chk_1");
        var used = new SubscriptionCreateOptions { Metadata = new() { ["team"] = "9" } }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(fresh.Metadata, "chk_1", "elements");
        AssertWritten(used.Metadata, "chk_1", "elements");
        Assert.Equal("9", used.Metadata["team"]);
    }

    [Fact]
    public void A_subscription_schedule_writes_into_each_of_its_phases()
    {
        var options = new SubscriptionScheduleCreateOptions
        {
            Phases = [new() { Metadata = new() { ["step"] = "1" } }, new() { Metadata = new() { ["analyse_person_id"] = "owner" } }],
        }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.Metadata, "chk_1", "elements");
        AssertWritten(options.Phases[0].Metadata, "chk_1", "elements");
        Assert.Equal("1", options.Phases[0].Metadata["step"]);
        Assert.Equal(
            [("analyse_checkout_id", "chk_1"), ("analyse_flow", "elements"), ("analyse_person_id", "owner")],
            options.Phases[1].Metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void A_schedule_without_phases_writes_into_itself()
    {
        var options = new SubscriptionScheduleCreateOptions().WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.Metadata, "chk_1", "elements");
        Assert.Null(options.Phases);
    }

    [Fact]
    public void A_schedule_of_an_existing_subscription_stays_as_it_is_since_Stripe_refuses_any_other_setting()
    {
        var options = new SubscriptionScheduleCreateOptions { FromSubscription = "sub_1" }.WithAnalyse(_tracker, "chk_1");

        Assert.Null(options.Metadata);
    }

    [Fact]
    public void A_quote_writes_into_the_subscription_that_it_becomes()
    {
        var options = new QuoteCreateOptions { SubscriptionData = new() { TrialPeriodDays = 14 } }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.Metadata, "chk_1", "elements");
        AssertWritten(options.SubscriptionData.Metadata, "chk_1", "elements");
        Assert.Equal(14, options.SubscriptionData.TrialPeriodDays);
        AssertWritten(new QuoteCreateOptions().WithAnalyse(_tracker, "chk_1").SubscriptionData.Metadata, "chk_1", "elements");
    }

    [Fact]
    public void An_invoice_of_ones_own_says_who_it_is_for()
    {
        var options = new InvoiceCreateOptions { Customer = "cus_1", Metadata = new() { ["order"] = "7" } }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(options.Metadata, "chk_1", "elements");
        Assert.Equal("7", options.Metadata["order"]);
    }

    [Fact]
    public void A_payment_link_writes_into_its_sessions_and_into_what_was_set_of_the_rest()
    {
        var once = new PaymentLinkCreateOptions { PaymentIntentData = new(), InvoiceCreation = new() { Enabled = true } }.WithAnalyse(_tracker, "chk_1");
        var subscription = new PaymentLinkCreateOptions { SubscriptionData = new() }.WithAnalyse(_tracker, "chk_1");

        AssertWritten(once.Metadata, "chk_1", "checkout");
        AssertWritten(once.PaymentIntentData.Metadata, "chk_1", "checkout");
        AssertWritten(once.InvoiceCreation.InvoiceData.Metadata, "chk_1", "checkout");
        Assert.Null(once.SubscriptionData);
        AssertWritten(subscription.SubscriptionData.Metadata, "chk_1", "checkout");
        Assert.Null(subscription.PaymentIntentData);
    }

    [Fact]
    public void A_payment_link_sets_nothing_that_Stripe_may_refuse_for_its_prices()
    {
        var options = new PaymentLinkCreateOptions { InvoiceCreation = new() { Enabled = false } }.WithAnalyse(_tracker);

        Assert.StartsWith("chk_", options.AnalyseCheckoutId(), StringComparison.Ordinal);
        Assert.Null(options.SubscriptionData);
        Assert.Null(options.PaymentIntentData);
        Assert.Null(options.InvoiceCreation.InvoiceData);
    }

    [Fact]
    public void A_customer_is_given_the_person_and_only_the_checkout_that_was_named()
    {
        var options = new CustomerCreateOptions { Metadata = new() { ["team"] = "9" } }.WithAnalyse(_tracker);

        Assert.Equal(
            ["analyse_anonymous_id", "analyse_person_id", "analyse_session_id", "team"], options.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("user_123", options.Metadata["analyse_person_id"]);
        Assert.Equal("chk_1", new CustomerCreateOptions().WithAnalyse(_tracker, "chk_1").AnalyseCheckoutId());
    }

    [Fact]
    public void Nothing_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>(static () => ((SessionCreateOptions)null!).WithAnalyse(_tracker));
        Assert.Throws<ArgumentNullException>(static () => new SessionCreateOptions().WithAnalyse(null!));
        Assert.Throws<ArgumentNullException>(static () => new PaymentIntentCreateOptions().WithAnalyse(null!));
        Assert.Throws<ArgumentNullException>(static () => new SubscriptionCreateOptions().WithAnalyse(null!));
        Assert.Throws<ArgumentNullException>(static () => new SubscriptionScheduleCreateOptions { FromSubscription = "sub_1" }.WithAnalyse(null!));
        Assert.Throws<ArgumentNullException>(static () => new QuoteCreateOptions().WithAnalyse(null!));
        Assert.Throws<ArgumentNullException>(static () => new InvoiceCreateOptions().WithAnalyse(null!));
        Assert.Throws<ArgumentNullException>(static () => new PaymentLinkCreateOptions().WithAnalyse(null!));
        Assert.Throws<ArgumentNullException>(static () => ((CustomerCreateOptions)null!).WithAnalyse(_tracker));
        Assert.Null(new SessionCreateOptions().AnalyseCheckoutId());
    }

    private static void AssertWritten(Dictionary<string, string> metadata, string checkoutId, string flow)
    {
        Assert.Equal("user_123", metadata["analyse_person_id"]);
        Assert.Equal("anon_1", metadata["analyse_anonymous_id"]);
        Assert.Equal("s_1", metadata["analyse_session_id"]);
        Assert.Equal(checkoutId, metadata["analyse_checkout_id"]);
        Assert.Equal(flow, metadata["analyse_flow"]);
    }
}
