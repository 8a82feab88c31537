using System.Text.Json;
using System.Text.Json.Nodes;
using Analyse.Inspector.Ingest;
using Analyse.Inspector.Rules;
using Xunit;

namespace Analyse.Inspector.Tests.Rules;

public sealed class EventRulesTests
{
    [Theory]
    [InlineData("content_viewed", "{}", "content_id")]
    [InlineData("content_viewed", """{"content_id":" "}""", "content_id")]
    [InlineData("content_viewed", """{"content_id":null}""", "content_id")]
    [InlineData("content_viewed", """{"content_id":7}""", "content_id")]
    [InlineData("content_viewed", """{"content_id":"a","content_type":"video"}""", "content_type")]
    [InlineData("content_viewed", """{"content_id":"a","title":null}""", "title")]
    [InlineData("content_viewed", """{"content_id":"a","content_id":"b"}""", "content_id")]
    [InlineData("signup_completed", """{"method":"fax"}""", "method")]
    [InlineData("signup_completed", """{"trial_days":"14"}""", "trial_days")]
    [InlineData("signup_completed", """{"first_touched_at":"last week"}""", "first_touched_at")]
    [InlineData("signup_completed", """{"last_utm_source":1}""", "last_utm_source")]
    [InlineData("checkout_started", "{}", "payment_type")]
    [InlineData("checkout_started", """{"payment_type":"monthly"}""", "payment_type")]
    [InlineData("checkout_started", """{"payment_type":"subscription"}""", "billing_interval")]
    [InlineData("checkout_started", """{"payment_type":"subscription","billing_interval":"quarter"}""", "billing_interval")]
    [InlineData("checkout_started", """{"payment_type":"one_time","billing_interval":"month"}""", "billing_interval")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":49.5,"currency":"USD"}""", "amount")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":49.00,"currency":"USD"}""", "amount")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":"4900","currency":"USD"}""", "amount")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":4900}""", "currency")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":4900,"currency":"usd"}""", "currency")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":4900,"currency":" USD"}""", "currency")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":4900,"currency":"dollars"}""", "currency")]
    [InlineData("checkout_started", """{"payment_type":"one_time","amount":4900,"currency":840}""", "currency")]
    [InlineData("checkout_cancelled", """{"payment_type":"one_time","reason":"bored"}""", "reason")]
    [InlineData("checkout_finished", """{"payment_type":"one_time"}""", "amount")]
    [InlineData("checkout_finished", """{"payment_type":"one_time","amount":1,"currency":"USD","subscription_id":"s"}""", "subscription_id")]
    [InlineData("trial_started", """{"plan":"pro"}""", "trial_days")]
    [InlineData("trial_started", """{"plan":"pro","trial_days":14,"payment_type":"one_time"}""", "payment_type")]
    [InlineData("trial_ended", """{"plan":"pro","converted":"yes"}""", "converted")]
    [InlineData("trial_ended", """{"converted":true}""", "plan")]
    [InlineData("subscription_cancelled", """{"plan":"pro"}""", "payment_type")]
    [InlineData("subscription_cancelled", """{"plan":"pro","payment_type":"subscription","effective_at":"soon"}""", "effective_at")]
    [InlineData("coupon_applied", """{"by":"robin@shop.example"}""", "by")]
    [InlineData("coupon_applied", """{"by":{"list":["x","mail robin@shop.example now"]}}""", "by")]
    [InlineData("coupon_applied", """{"$email":"hidden"}""", "$email")]
    public void A_property_that_breaks_a_rule_is_one_warning_with_its_place(string name, string properties, string property)
    {
        var warning = Assert.Single(Check(Element(Some.Event(name), properties)));

        Assert.Equal($"properties.{property}", warning.Field);
        Assert.EndsWith(".", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coupon_applied", """{"amount":"lots","currency":" eur ","payment_type":null,"twitter":"@analyse","size":"10@2x"}""")]
    [InlineData("$identify", """{"$email":"robin@shop.example","email":"robin@shop.example"}""")]
    [InlineData("checkout_started", """{"payment_type":"one_time","own_property":{"a":[1]}}""")]
    [InlineData("subscription_cancelled", """{"plan":"pro","payment_type":"subscription","effective_at":"2026-12-01T00:00:00Z"}""")]
    public void What_the_contract_leaves_open_is_no_warning(string name, string properties) =>
        Assert.Empty(Check(Element(Some.Event(name), properties)));

    [Theory]
    [InlineData("CheckoutFinished", "checkout_finished")]
    [InlineData("checkout-finished", "checkout_finished")]
    [InlineData("Signup Completed", "signup_completed")]
    public void A_standard_name_in_another_spelling_is_a_warning_that_gives_the_right_one(string name, string meant)
    {
        var warning = Assert.Single(Check(Element(Some.Event(name))));

        Assert.Equal("event_name", warning.Field);
        Assert.Contains(meant, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anonymous_id", null)]
    [InlineData("anonymous_id", "\"\"")]
    [InlineData("session_id", "null")]
    [InlineData("session_id", "\" \"")]
    [InlineData("url", "null")]
    [InlineData("referrer_domain", null)]
    [InlineData("referrer_domain", "null")]
    [InlineData("properties", null)]
    [InlineData("properties", "null")]
    [InlineData("timestamp", "\"2026-11-23T10:00:00Z\"")]
    [InlineData("timestamp", "\"2026-11-23T11:00:00.000+01:00\"")]
    [InlineData("event_name", "\"coupon_applied \"")]
    [InlineData("coupon", "\"SPRING\"")]
    public void A_field_that_breaks_a_rule_is_one_warning_with_its_place(string field, string? value)
    {
        var wire = Some.Event();
        wire.Remove(field);

        if (value is not null)
        {
            wire[field] = JsonNode.Parse(value);
        }

        Assert.Equal(field, Assert.Single(Check(Element(wire))).Field);
    }

    [Fact]
    public void A_field_that_is_there_twice_is_a_warning()
    {
        var twice = Some.Event().ToJsonString().Replace("\"event_name\"", "\"event_name\":\"x\",\"event_name\"", StringComparison.Ordinal);

        Assert.Equal("event_name", Assert.Single(Check(Parse(twice))).Field);
    }

    [Fact]
    public void Identify_without_a_person_is_a_warning() =>
        Assert.Equal("person_id", Assert.Single(Check(Element(Some.Event("$identify", person: null, anonymous: "anon")))).Field);

    [Fact]
    public void A_thousand_mistakes_give_a_short_list()
    {
        var addresses = new JsonObject();
        for (var i = 0; i < 1000; i++)
        {
            addresses[$"p{i}"] = "robin@shop.example";
        }

        Assert.Equal(20, Check(Element(Some.Event(properties: addresses))).Count);
    }

    private static Findings Check(JsonElement element) => EventRules.Check(element.GetProperty("event_name").GetString()!, element);

    // The properties are put in as text, because a JsonObject cannot hold a name twice.
    private static JsonElement Element(JsonObject wire, string? properties = null) =>
        Parse(properties is null ? wire.ToJsonString() : wire.ToJsonString().Replace("\"properties\":{}", $"\"properties\":{properties}", StringComparison.Ordinal));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
