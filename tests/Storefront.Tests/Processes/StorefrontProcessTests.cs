using System.Net;
using System.Text.Json;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests.Processes;

public sealed class StorefrontProcessTests
{
    private static readonly TimeSpan _seconds = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Without_a_key_each_step_shows_up_in_the_inspector_of_the_same_process()
    {
        await using var shop = await SampleProcess.StartAsync("Storefront", ("Analyse__FlushInterval", "00:00:00.05"));
        using var inspector = new InspectorClient(new Uri(shop.Address, "/analyse/"));
        using var browser = Open(shop);

        await browser.ReadAsync("first-status-page");
        await browser.SignUpAsync("process@example.com");
        await browser.CancelCheckoutAsync(await browser.StartCheckoutAsync("handbook", "EUR"));
        await browser.PayAsync(await browser.StartCheckoutAsync("pro-monthly", "JPY"));
        await browser.CancelSubscriptionAsync();
        await Eventually.TrueAsync(async () => (await inspector.EventsAsync("?name=subscription_cancelled")).Count == 1);

        var person = (await inspector.EventsAsync("?name=signup_completed"))[0].GetProperty("event").GetProperty("person_id").GetString();
        var timeline = await inspector.EventsAsync($"?person={person}");
        Assert.Equal(
            [
                "content_viewed", "$identify", "signup_completed", "checkout_started", "checkout_cancelled",
                "checkout_started", "checkout_finished", "subscription_cancelled",
            ],
            timeline.Select(NameOf));
        Assert.All(timeline, received => Assert.Equal("[]", received.GetProperty("warnings").GetRawText()));
        Assert.Equal(7300, timeline[6].GetProperty("event").GetProperty("properties").GetProperty("amount").GetInt32());
    }

    [Fact]
    public async Task A_webhook_that_the_inspector_refuses_is_sent_again_over_HTTP_until_it_is_taken_once()
    {
        await using var shop = await SampleProcess.StartAsync("Storefront", ("Analyse__FlushInterval", "00:00:00.05"));
        using var inspector = new InspectorClient(new Uri(shop.Address, "/analyse/"));
        using var browser = Open(shop);
        await browser.SignInAsync("ada@example.com");
        var id = await browser.StartCheckoutAsync("pro-yearly", "EUR");
        await Eventually.TrueAsync(async () => (await inspector.EventsAsync("?name=checkout_started")).Count == 1);

        await inspector.AnswerAsync("""{"status": 503}""");
        await browser.PayAtStripeAsync(id);
        await Eventually.TrueAsync(() => shop.Output.Contains("was answered with 503", StringComparison.Ordinal));
        await inspector.AnswerAsync("{}");
        await Eventually.TrueAsync(async () => (await inspector.EventsAsync("?name=checkout_finished")).Count > 0);
        await Eventually.TrueAsync(() => shop.Output.Split('\n').Any(static line =>
            line.Contains("checkout.session.completed", StringComparison.Ordinal) && line.Contains("was answered with 200", StringComparison.Ordinal)));

        var finished = Assert.Single(await inspector.EventsAsync("?name=checkout_finished"));
        Assert.Equal("[]", finished.GetProperty("warnings").GetRawText());
        Assert.Equal(["$identify", "checkout_started", "checkout_finished"], (await inspector.EventsAsync("?person=user_ada")).Select(NameOf));
        var properties = finished.GetProperty("event").GetProperty("properties");
        Assert.Equal(id, properties.GetProperty("checkout_id").GetString());
        Assert.Equal(45000, properties.GetProperty("amount").GetInt32());
    }

    [Theory]
    [InlineData("01:00:00", 10_000)]
    [InlineData("00:00:05", 100)]
    public async Task Everything_captured_before_the_signal_to_stop_arrives_at_the_other_process(string flushInterval, int maxBatchSize)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var service = await SampleProcess.StartAsync("Inspector");
        await using var shop = await SampleProcess.StartAsync(
            "Storefront",
            ("ANALYSE_KEY", "pk_test_storefront"),
            ("Analyse__Host", service.Address.ToString()),
            ("Analyse__FlushInterval", flushInterval),
            ("Analyse__MaxBatchSize", $"{maxBatchSize}"));
        using var inspector = new InspectorClient(service.Address);
        using var unused = new InspectorClient(new Uri(shop.Address, "/analyse/"));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ReadAsync(shop, times: 50)));
        Assert.Empty(await unused.EventsAsync());
        var exitCode = await shop.StopAsync(within: _seconds);

        Assert.Equal(0, exitCode);
        Assert.Equal(500, (await inspector.EventsAsync("?name=content_viewed")).Count);
        AssertNoError(shop);
    }

    [Fact]
    public async Task An_open_page_of_the_inspector_shows_the_last_events_and_does_not_hold_the_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var shop = await SampleProcess.StartAsync("Storefront", ("Analyse__FlushInterval", "01:00:00"));
        using var inspector = new InspectorClient(new Uri(shop.Address, "/analyse/"));
        using var browser = Open(shop);

        var watched = await inspector.WatchAsync();
        await browser.SignInAsync("ada@example.com");
        await browser.StartCheckoutAsync("pro-yearly");
        var exitCode = await shop.StopAsync(within: _seconds);

        Assert.Equal(0, exitCode);
        var seen = await watched.WaitAsync(_seconds, TestContext.Current.CancellationToken);
        Assert.Contains("checkout_started", seen, StringComparison.Ordinal);
        Assert.Contains("event: stopping", seen, StringComparison.Ordinal);
        AssertNoError(shop);
    }

    private static string? NameOf(JsonElement received) => received.GetProperty("event").GetProperty("event_name").GetString();

    private static Browser Open(SampleProcess shop)
    {
        var cookies = new CookieContainer();
        return new Browser(new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = shop.Address }, cookies);
    }

    private static async Task ReadAsync(SampleProcess shop, int times)
    {
        using var browser = Open(shop);
        for (var i = 0; i < times; i++)
        {
            await browser.ReadAsync("on-call");
        }
    }

    private static void AssertNoError(SampleProcess sample) =>
        Assert.DoesNotContain(sample.Output.Split('\n'), line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));
}
