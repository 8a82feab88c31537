using System.Text.Json;
using Analyse.Tests.Support;
using Analyse.Tracking;
using Xunit;

namespace Analyse.Tests.Tracking;

public sealed class AnalyseTrackerTests
{
    [Fact]
    public async Task A_tracker_for_a_person_captures_their_events()
    {
        await using var test = new TestClient();
        var tracker = test.Client.For("user_1", "anon_1");

        Assert.Equal(CaptureResult.Accepted, tracker.Capture("coupon_applied", new() { ["coupon"] = "SPRING" }));
        Assert.Equal(CaptureResult.Accepted, tracker.Capture("coupon_removed"));
        Assert.Equal(CaptureResult.Accepted, await tracker.CaptureAsync("seen", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(
            CaptureResult.Accepted,
            await tracker.CaptureAsync(new ContentViewed("doc_1"), TestContext.Current.CancellationToken));
        var sent = await FlushedAsync(test, tracker);

        Assert.Equal(
            ["coupon_applied", "coupon_removed", "seen", "content_viewed"], sent.Select(e => e.GetProperty("event_name").GetString()));
        Assert.All(sent, e => Assert.Equal("user_1", e.GetProperty("person_id").GetString()));
        Assert.All(sent, e => Assert.Equal("anon_1", e.GetProperty("anonymous_id").GetString()));
        Assert.Equal("SPRING", sent[0].GetProperty("properties").GetProperty("coupon").GetString());
    }

    [Fact]
    public async Task A_tracker_for_nobody_refuses_until_somebody_signs_in()
    {
        await using var test = new TestClient();
        var tracker = test.Client.For(null);
        Assert.Equal(CaptureResult.NoIdentity, tracker.Capture("e"));
        Assert.Equal(CaptureResult.NoIdentity, tracker.Identify());

        tracker.SignedInAs("user_1");

        Assert.Equal(CaptureResult.Accepted, tracker.Capture("e"));
        Assert.Equal("user_1", Assert.Single(await FlushedAsync(test, tracker)).GetProperty("person_id").GetString());
    }

    [Fact]
    public async Task Who_signs_in_wins_over_who_was_there_before()
    {
        await using var test = new TestClient();
        var tracker = new AnalyseTracker(test.Client, new FakeContext { PersonId = "user_1", AnonymousId = "anon_1" });

        tracker.SignedInAs("user_2");
        tracker.Capture("e");

        Assert.Equal("user_2", Assert.Single(await FlushedAsync(test, tracker)).GetProperty("person_id").GetString());
    }

    [Fact]
    public async Task Identify_sends_the_traits_of_the_person_of_the_scope_with_their_device()
    {
        await using var test = new TestClient();
        var tracker = new AnalyseTracker(test.Client, new FakeContext { PersonId = "user_1", AnonymousId = "anon_1" });

        Assert.Equal(CaptureResult.Accepted, tracker.Identify(new() { ["$name"] = "Zoë", ["plan"] = "pro" }));

        var sent = Assert.Single(await FlushedAsync(test, tracker));
        Assert.Equal("$identify", sent.GetProperty("event_name").GetString());
        Assert.Equal("user_1", sent.GetProperty("person_id").GetString());
        Assert.Equal("anon_1", sent.GetProperty("anonymous_id").GetString());
        Assert.Equal("""{"$name":"Zoë","plan":"pro"}""", sent.GetProperty("properties").GetRawText());
    }

    [Fact]
    public async Task Identify_without_a_person_is_refused_even_when_the_device_is_known()
    {
        await using var test = new TestClient();
        var tracker = new AnalyseTracker(test.Client, new FakeContext { AnonymousId = "anon_1" });

        Assert.Equal(CaptureResult.NoIdentity, tracker.Identify(new() { ["plan"] = "pro" }));
    }

    [Theory]
    [InlineData("user_1", null, "user_1")]
    [InlineData("user_1", "anon_1", "anon_1")]
    [InlineData("user_1", " ", "user_1")]
    public async Task The_client_identifies_whom_it_is_told(string personId, string? anonymousId, string device)
    {
        await using var test = new TestClient();

        Assert.Equal(CaptureResult.Accepted, test.Client.Identify(personId, anonymousId: anonymousId));

        var sent = Assert.Single(await FlushedAsync(test, test.Client.For(null)));
        Assert.Equal(personId, sent.GetProperty("person_id").GetString());
        Assert.Equal(device, sent.GetProperty("anonymous_id").GetString());
        Assert.Equal("{}", sent.GetProperty("properties").GetRawText());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task The_client_refuses_to_identify_nobody(string? personId)
    {
        await using var test = new TestClient();

        Assert.Equal(CaptureResult.NoIdentity, test.Client.Identify(personId!, anonymousId: "anon_1"));
        Assert.Equal(1, test.Client.Counts.Refused);
    }

    [Fact]
    public async Task A_blank_name_is_a_mistake_in_the_code()
    {
        await using var test = new TestClient();

        Assert.Throws<ArgumentException>(() => test.Client.For("user_1").Capture(" "));
    }

    private static async Task<IReadOnlyList<JsonElement>> FlushedAsync(TestClient test, IAnalyseTracker tracker)
    {
        await tracker.FlushAsync(TestContext.Current.CancellationToken);
        return Assert.Single(test.Service.Requests).Events;
    }
}
