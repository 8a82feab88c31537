using System.Text.Json;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Events;

public sealed class EventEncoderTests
{
    private const string Start = """{"event_name":"e","anonymous_id":"user_1","person_id":"user_1","timestamp":"2026-11-23T10:00:00.000Z",""";

    [Fact]
    public void Fields_come_in_the_order_of_the_wire()
    {
        var page = new PageContext
        {
            UtmContent = "c",
            UtmTerm = "t",
            UtmCampaign = "autumn",
            UtmMedium = "email",
            UtmSource = "news",
            Referrer = "https://www.google.com/search?q=a",
            Hostname = "shop.example",
            Path = "/pricing",
            Url = "https://shop.example/pricing?utm_source=news&utm_medium=email",
        };

        var json = Encoded.Event(new AnalyseEvent("api_conversion"), Encoded.By("u1", "anon_9", "sess_1", page));

        const string Expected = """
            {"event_name":"api_conversion","anonymous_id":"anon_9","person_id":"u1","session_id":"sess_1",
            "timestamp":"2026-11-23T10:00:00.000Z","url":"https://shop.example/pricing?utm_source=news&utm_medium=email",
            "path":"/pricing","hostname":"shop.example","referrer":"https://www.google.com/search?q=a",
            "referrer_domain":"www.google.com","utm_source":"news","utm_medium":"email","utm_campaign":"autumn",
            "utm_term":"t","utm_content":"c","properties":{}}
            """;
        Assert.Equal(Expected.ReplaceLineEndings(""), json);
    }

    [Fact]
    public void A_person_alone_is_the_device_too() =>
        Assert.Equal(Start + "\"referrer_domain\":\"\",\"properties\":{}}", Encoded.Event(new AnalyseEvent("e")));

    [Fact]
    public void A_device_alone_leaves_the_person_out() => Assert.Equal(
        """{"event_name":"e","anonymous_id":"anon_9","timestamp":"2026-11-23T10:00:00.000Z","referrer_domain":"","properties":{}}""",
        Encoded.Event(new AnalyseEvent("e"), Encoded.By(null, "anon_9")));

    [Theory]
    [InlineData("https://www.google.com/search", null, "www.google.com")]
    [InlineData("https://www.google.com/search", "given.example", "given.example")]
    [InlineData("not a url", null, "")]
    [InlineData(null, null, "")]
    public void The_referrer_domain_is_always_there(string? referrer, string? given, string domain)
    {
        var page = new PageContext { Referrer = referrer, ReferrerDomain = given };

        var json = Encoded.Event(new AnalyseEvent("e"), Encoded.By(page: page));

        Assert.Equal(domain, JsonDocument.Parse(json).RootElement.GetProperty("referrer_domain").GetString());
    }

    [Theory]
    [InlineData("plain ~ text")]
    [InlineData("a \"quote\"")]
    [InlineData("back\\slash")]
    [InlineData("tab\tand\u0001 and \u007f")]
    [InlineData("Zoë, 東京 and 😀")]
    public void Every_text_is_read_back_as_it_was_and_the_fields_after_it_too(string text)
    {
        var json = Encoded.Event(new CheckoutFinished(Billing.Monthly, Amount.Minor(100, "USD")) { CheckoutId = text, Plan = text });

        var properties = JsonDocument.Parse(json).RootElement.GetProperty("properties");
        Assert.Equal(text, properties.GetProperty("checkout_id").GetString());
        Assert.Equal(text, properties.GetProperty("plan").GetString());
        Assert.Equal(100, properties.GetProperty("amount").GetInt32());
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_one_replacement_character()
    {
        // Not in a theory: metadata is UTF-8 and cannot hold it.
        var json = Encoded.Event(new AnalyseEvent("e"), Encoded.By(sessionId: "half " + (char)0xD83D));

        Assert.Equal("half \ufffd", JsonDocument.Parse(json).RootElement.GetProperty("session_id").GetString());
    }

    [Fact]
    public void A_time_of_another_offset_is_written_in_UTC_with_milliseconds()
    {
        var there = new DateTimeOffset(2026, 11, 23, 12, 0, 0, 7, TimeSpan.FromHours(2)).AddTicks(9_999);

        var json = Encoded.Event(new AnalyseEvent("e"), Encoded.At(there));

        Assert.Contains("\"timestamp\":\"2026-11-23T10:00:00.007Z\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_goes_into_the_property_that_the_options_name_before_all_others()
    {
        var id = new Guid("0199f0a2-0000-7000-8000-000000000001");
        var analyseEvent = new AnalyseEvent("e") { Properties = new() { ["seats"] = 3 } };

        Assert.Equal(
            """{"event_id":"0199f0a2-0000-7000-8000-000000000001","seats":3}""",
            Encoded.Properties(analyseEvent, Encoded.By(id: id), "event_id"));
    }

    [Theory]
    [InlineData("event_id")]
    [InlineData("plan")]
    public void The_id_wins_over_everything_of_the_same_name(string idProperty)
    {
        var id = new Guid("0199f0a2-0000-7000-8000-000000000001");
        var analyseEvent = new TrialStarted("pro", 14) { Properties = new() { [idProperty] = "mine" } };

        using var properties = JsonDocument.Parse(Encoded.Properties(analyseEvent, Encoded.By(id: id), idProperty));

        Assert.Equal(id, properties.RootElement.GetProperty(idProperty).GetGuid());
        Assert.Single(properties.RootElement.EnumerateObject(), entry => entry.Name == idProperty);
    }

    [Fact]
    public void Text_is_escaped_only_where_JSON_asks_for_it() =>
        Assert.Equal(
            """{"名前":"Zoë <b>&amp;</b> 'x' \"y\" \n"}""",
            Encoded.Properties(new AnalyseEvent("e") { Properties = new() { ["名前"] = "Zoë <b>&amp;</b> 'x' \"y\" \n" } }));

    [Fact]
    public void A_whole_surrogate_pair_arrives_unchanged()
    {
        using var properties = JsonDocument.Parse(
            Encoded.Properties(new AnalyseEvent("e") { Properties = new() { ["mood"] = "👍🏽" } }));

        Assert.Equal("👍🏽", properties.RootElement.GetProperty("mood").GetString());
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character_in_values_and_names()
    {
        var json = Encoded.Event(
            new AnalyseEvent("e\uD83D") { Properties = new() { ["\uDC4D"] = "cut \uD83D", ["nul"] = "a\0b" } },
            Encoded.By(page: new PageContext { Path = "/\uD83D" }));

        using var strict = JsonDocument.Parse(json);
        var properties = strict.RootElement.GetProperty("properties");
        Assert.Equal("e\uFFFD", strict.RootElement.GetProperty("event_name").GetString());
        Assert.Equal("/\uFFFD", strict.RootElement.GetProperty("path").GetString());
        Assert.Equal("cut \uFFFD", properties.GetProperty("\uFFFD").GetString());
        Assert.Equal("a\0b", properties.GetProperty("nul").GetString());
    }

    [Fact]
    public void A_number_that_JSON_cannot_hold_is_null()
    {
        var properties = new EventProperties
        {
            ["nan"] = double.NaN,
            ["up"] = double.PositiveInfinity,
            ["down"] = float.NegativeInfinity,
            ["zero"] = -0.0,
            ["seats"] = 3,
        };

        Assert.Equal(
            """{"nan":null,"up":null,"down":null,"zero":0,"seats":3}""",
            Encoded.Properties(new AnalyseEvent("e") { Properties = properties }));
    }
}
