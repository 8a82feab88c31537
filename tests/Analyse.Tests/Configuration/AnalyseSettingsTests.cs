using System.Text;
using Analyse.Configuration;
using Xunit;

namespace Analyse.Tests.Configuration;

public sealed class AnalyseSettingsTests
{
    [Theory]
    [InlineData(null, "https://pulse.analyse.net")]
    [InlineData(" ", "https://pulse.analyse.net")]
    [InlineData("https://pulse.example/", "https://pulse.example")]
    [InlineData(" https://pulse.example/prefix/ ", "https://pulse.example/prefix")]
    public void The_addresses_come_from_the_host(string? host, string expected)
    {
        var settings = Of(new AnalyseOptions { Host = host });

        Assert.Equal(expected, settings.Host);
        Assert.Equal(expected, settings.Destination);
        Assert.Equal(expected + "/v1/batch", settings.BatchAddress.AbsoluteUri);
        Assert.Equal(expected + "/v1/event", settings.EventAddress.AbsoluteUri);
    }

    [Fact]
    public void The_bodies_begin_with_the_key_as_JSON()
    {
        var settings = Of(new AnalyseOptions(), "pk_\"quoted\\");

        Assert.Equal("pk_\"quoted\\", KeyIn(Encoding.UTF8.GetString(settings.BatchPrefix) + "]}"));
        Assert.Equal("pk_\"quoted\\", KeyIn(Encoding.UTF8.GetString(settings.EventPrefix) + "{}}"));

        static string? KeyIn(string body) => System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("publicKey").GetString();
    }

    [Theory]
    [InlineData("pk_live_1234567890", "…7890")]
    [InlineData("pk_123456", "…3456")]
    [InlineData("12345678", "…")]
    [InlineData("", "…")]
    public void Only_the_end_of_a_key_is_shown_and_nothing_of_a_short_one(string key, string shown) =>
        Assert.Equal(shown, Of(new AnalyseOptions(), key).ShownKey);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_name_of_the_id_property_is_none(string name) =>
        Assert.Null(Of(new AnalyseOptions { EventIdProperty = name }).EventIdProperty);

    [Fact]
    public void A_destination_is_a_host_and_a_key()
    {
        var settings = Of(new AnalyseOptions { Host = "https://a.example" });

        Assert.True(settings.HasSameDestination(Of(new AnalyseOptions { Host = "https://a.example/", FlushInterval = TimeSpan.FromHours(1) })));
        Assert.False(settings.HasSameDestination(Of(new AnalyseOptions { Host = "https://b.example" })));
        Assert.False(settings.HasSameDestination(Of(new AnalyseOptions { Host = "https://a.example" }, "pk_other")));
    }

    [Fact]
    public void A_key_shows_where_it_came_from_and_not_itself() =>
        Assert.DoesNotContain("canary", new KeyAndOrigin("pk_canary", "code").ToString(), StringComparison.Ordinal);

    private static AnalyseSettings Of(AnalyseOptions options, string key = "pk_test_1234567890") =>
        new(options, new KeyAndOrigin(key, "code"), options.Enabled);
}
