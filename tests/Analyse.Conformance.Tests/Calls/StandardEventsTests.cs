using System.Text.Json;
using Analyse.Conformance.Calls;
using Xunit;

namespace Analyse.Conformance.Tests.Calls;

public sealed class StandardEventsTests
{
    [Theory]
    [InlineData("content_viewed", """{"content_id":"a"}""", typeof(ContentViewed))]
    [InlineData("signup_completed", "{}", typeof(SignedUp))]
    [InlineData("checkout_started", """{"payment_type":"one_time"}""", typeof(CheckoutStarted))]
    [InlineData("checkout_cancelled", """{"payment_type":"subscription","billing_interval":"week"}""", typeof(CheckoutCancelled))]
    [InlineData("checkout_finished", """{"payment_type":"one_time","amount":1,"currency":"EUR"}""", typeof(CheckoutFinished))]
    [InlineData("trial_started", """{"plan":"pro","trial_days":14}""", typeof(TrialStarted))]
    [InlineData("trial_ended", """{"plan":"pro","converted":false}""", typeof(TrialEnded))]
    [InlineData("subscription_cancelled", """{"plan":"pro","payment_type":"subscription"}""", typeof(SubscriptionCancelled))]
    public void Properties_that_fit_become_a_typed_event(string name, string properties, Type type) =>
        Assert.IsType(type, Of(name, properties));

    [Theory]
    [InlineData("checkout_started", "{}")]
    [InlineData("checkout_started", """{"payment_type":"one_time","billing_interval":"month"}""")]
    [InlineData("checkout_started", """{"payment_type":"subscription","billing_interval":"decade"}""")]
    [InlineData("checkout_finished", """{"payment_type":"one_time"}""")]
    [InlineData("checkout_finished", """{"payment_type":"one_time","amount":4.5,"currency":"EUR"}""")]
    [InlineData("checkout_finished", """{"payment_type":"one_time","amount":1,"currency":"???"}""")]
    [InlineData("trial_started", """{"plan":"pro"}""")]
    [InlineData("subscription_cancelled", """{"plan":"pro"}""")]
    public void Properties_that_do_not_fit_travel_as_they_are(string name, string properties)
    {
        var made = Of(name, properties);

        Assert.IsType<AnalyseEvent>(made);
        Assert.Equal(name, made.Name);
        Assert.Equal(JsonSerializer.Deserialize<JsonElement>(properties).EnumerateObject().Select(property => property.Name), made.Properties.Keys);
    }

    [Fact]
    public void An_optional_property_that_does_not_fit_stays_among_the_properties()
    {
        var cancelled = Assert.IsType<CheckoutCancelled>(
            Of("checkout_cancelled", """{"payment_type":"one_time","reason":"bored","step":"payment","amount":5}"""));

        Assert.Null(cancelled.Reason);
        Assert.Equal("payment", cancelled.Step);
        Assert.Equal(["reason", "amount"], cancelled.Properties.Keys);
    }

    [Theory]
    [InlineData("captureSignedUp", "signup_completed")]
    [InlineData("signedUp", "signup_completed")]
    [InlineData("captureCheckoutFinished", "checkout_finished")]
    public void The_names_of_Node_are_known_too(string call, string name) => Assert.Equal(name, StandardEvents.NameOf(call));

    private static AnalyseEvent Of(string name, string properties) =>
        StandardEvents.Of(name, JsonSerializer.Deserialize<JsonElement>(properties));
}
