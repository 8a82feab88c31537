using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Analyse.Testing;
using Xunit;

namespace Analyse.Stripe.Tests.Cases;

/// <summary>The sequences of webhooks, as they are in the files, through the signed endpoint.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> All => [.. StripeCase.All.Select(static one => one.Name)];

    public static TheoryData<string> WithRevenue => [.. StripeCase.All.Where(static one => one.Revenue is not null).Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_case_comes_out_as_it_must(string name)
    {
        var one = StripeCase.Named(name);
        await using var app = await CaseApp.StartAsync(one.Setup);

        await SendAsync(app, one.Payloads);

        AssertIs(one, app.App.Recorder);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_case_that_is_delivered_twice_comes_out_the_same(string name)
    {
        var one = StripeCase.Named(name);
        await using var app = await CaseApp.StartAsync(one.Setup);

        await SendAsync(app, [.. one.Payloads.SelectMany(static payload => (string[])[payload, payload])]);
        await SendAsync(app, one.Payloads);

        AssertIs(one, app.App.Recorder);
    }

    [Theory]
    [MemberData(nameof(WithRevenue))]
    public async Task The_revenue_of_a_case_is_the_same_in_any_order(string name)
    {
        var one = StripeCase.Named(name);
        for (var seed = 0; seed < 6; seed++)
        {
            string[] payloads = seed == 0 ? [.. one.Payloads.Reverse()] : [.. one.Payloads.Concat(one.Payloads)];
            if (seed > 0)
            {
                new Random(seed).Shuffle(payloads);
            }

            await using var app = await CaseApp.StartAsync(one.Setup);
            await SendAsync(app, payloads);

            AssertAre(one.Revenue!, app.App.Recorder);
        }
    }

    [Fact]
    public async Task Case_17_A_thin_event_without_a_client_is_warned_of_and_captures_nothing()
    {
        await using var app = await CaseApp.StartAsync([]);

        await SendAsync(app, StripeCase.Named("17-thin-event-v1-checkout").Payloads);

        app.App.Recorder.None<AnalyseEvent>();
        Assert.Empty(app.App.Recorder.Refused);
        Assert.Contains(app.App.Log.GetSnapshot(), static record => record.Id.Name is "StripeThinEvent");
    }

    [Fact]
    public async Task Case_21_A_pause_of_the_collection_and_one_of_the_subscription_are_told_each()
    {
        await using var app = await CaseApp.StartAsync([]);

        await SendAsync(app, StripeCase.Named("21-pause-collection").Payloads);

        Assert.Equal(
            ["subscription_paused", "subscription_paused", "subscription_unpaused"], app.App.Recorder.Events.Select(static recorded => recorded.Name));
    }

    [Fact]
    public async Task Case_26_A_part_of_an_invoice_counts_when_the_person_is_known()
    {
        await using var app = await CaseApp.StartAsync([]);

        await SendAsync(app, StripeCase.Named("26-partial-invoice-payment").Payloads);
        app.App.Recorder.None<AnalyseEvent>();
        await SendAsync(app, [StripeEvents.Of("invoice.updated", Given.Invoice().With("id", "in_1"))]);

        Assert.Equal(("1000", "True"), (app.App.Recorder.Single("invoice_paid").Sent("revenue"), app.App.Recorder.Single("invoice_paid").Sent("is_part")));
    }

    [Fact]
    public async Task Case_32_A_fraction_of_a_cent_is_multiplied_before_it_is_rounded()
    {
        await using var app = await CaseApp.StartAsync([]);

        await SendAsync(app, StripeCase.Named("32-fractional-unit-amount").Payloads);

        var changed = app.App.Recorder.Single("subscription_changed");
        Assert.Equal(("250", "500"), (changed.Sent("amount_from"), changed.Sent("amount_to")));
    }

    [Fact]
    public void Every_expectation_has_its_case() =>
        Assert.Equal((49, 45), (StripeCase.All.Count, StripeCase.All.Count(static one => one.Expected is not null)));

    private static async Task SendAsync(CaseApp app, string[] payloads)
    {
        foreach (var payload in payloads)
        {
            Assert.Equal(HttpStatusCode.OK, await app.App.SendAsync(payload));
        }
    }

    private static void AssertIs(StripeCase one, AnalyseRecorder recorder)
    {
        var events = recorder.Events;
        if (one.Revenue is { } revenue)
        {
            AssertAre(revenue, recorder);
        }

        foreach (var (name, count) in one.Expected?["counts"]?.AsObject() ?? [])
        {
            Assert.Equal((name, count!.GetValue<int>()), (name, events.Count(recorded => recorded.Name == name)));
        }

        if (one.Expected?["person"]?.GetValue<string>() is { } person)
        {
            Assert.All(events, recorded => Assert.Equal(person, recorded.PersonId));
        }

        if (one.Expected?["refused"]?.GetValue<int>() is { } refused)
        {
            Assert.Equal(refused, recorder.Refused.Count(static recorded => recorded.Result is not CaptureResult.Duplicate));
        }

        foreach (var (name, properties) in one.Expected?["properties"]?.AsObject() ?? [])
        {
            Assert.All(recorder.Named(name), recorded => AssertHas(recorded, properties!.AsObject()));
        }
    }

    // A currency that nothing was captured in has a sum of 0.
    private static void AssertAre(IReadOnlyDictionary<string, long> expected, AnalyseRecorder recorder)
    {
        var revenue = RevenueOf(recorder);
        Assert.Equal(
            expected.Keys.Union(revenue.Keys).Order().Select(currency => (currency, expected.GetValueOrDefault(currency))),
            expected.Keys.Union(revenue.Keys).Order().Select(currency => (currency, revenue.GetValueOrDefault(currency))));
    }

    private static void AssertHas(RecordedEvent recorded, JsonObject properties)
    {
        foreach (var (name, value) in properties)
        {
            Assert.Equal(
                value is null ? null : JsonSerializer.SerializeToElement(value).ToString(),
                recorded.Sent(name));
        }
    }

    private static Dictionary<string, long> RevenueOf(AnalyseRecorder recorder) => recorder.Events
        .Where(static recorded => recorded.Properties.TryGetProperty("revenue", out _))
        .GroupBy(static recorded => recorded.Sent("currency")!)
        .ToDictionary(static currency => currency.Key, static currency => currency.Sum(static recorded => recorded.Properties.GetProperty("revenue").GetInt64()));
}
