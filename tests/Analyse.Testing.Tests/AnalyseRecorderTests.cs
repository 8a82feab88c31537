using System.Net;
using System.Text.Json;
using Xunit;

namespace Analyse.Testing.Tests;

public sealed class AnalyseRecorderTests
{
    private static readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    private readonly AnalyseRecorder _recorder = new();

    [Fact]
    public async Task Captures_are_there_at_once_typed_and_in_order()
    {
        await using var client = _recorder.CreateClient();

        client.Capture(new CheckoutStarted(Billing.Monthly) { PersonId = "user_1", Plan = "pro" });
        client.Capture(new AnalyseEvent("coupon_applied") { PersonId = "user_1", Properties = new() { ["coupon"] = "SPRING" } });
        client.Capture(new CheckoutFinished(Billing.Monthly, Amount.Of(49.00m, "USD")) { PersonId = "user_1" });

        Assert.Equal(["checkout_started", "coupon_applied", "checkout_finished"], _recorder.Events.Select(recorded => recorded.Name));
        Assert.Equal(4900, Assert.Single(_recorder.Of<CheckoutFinished>()).Amount!.Value.MinorUnits);
        Assert.Equal(["checkout_started", "checkout_finished"], _recorder.Of<CheckoutEvent>().Select(checkout => checkout.Name));
        Assert.Equal("SPRING", Assert.Single(_recorder.Named("coupon_applied")).Properties.GetProperty("coupon").GetString());
    }

    [Fact]
    public async Task An_event_has_what_was_filled_in_and_what_would_be_sent()
    {
        var page = new PageContext { Url = "https://shop.example/pricing", Path = "/pricing" };
        await using var client = _recorder.CreateClient();

        client.Capture(new TrialStarted("pro", 14) { PersonId = "user_1", AnonymousId = "anon_9", SessionId = "sess_1", Page = page });

        var recorded = Assert.Single(_recorder.Events);
        Assert.Equal(("user_1", "anon_9", "sess_1", page), (recorded.PersonId, recorded.AnonymousId, recorded.SessionId, recorded.Page));
        Assert.NotEqual(default, recorded.Timestamp);
        Assert.Equal("trial_started", recorded.Json.GetProperty("event_name").GetString());
        Assert.Equal("/pricing", recorded.Json.GetProperty("path").GetString());
        Assert.Equal(14, recorded.Properties.GetProperty("trial_days").GetInt32());
    }

    [Fact]
    public async Task Changing_an_event_later_does_not_change_what_was_recorded()
    {
        var applied = new AnalyseEvent("coupon_applied") { PersonId = "user_1", Properties = new() { ["coupon"] = "SPRING" } };
        await using var client = _recorder.CreateClient();

        client.Capture(applied);
        applied.PersonId = "user_2";
        applied.Properties["coupon"] = "AUTUMN";

        Assert.Equal("user_1", _recorder.Single("coupon_applied").PersonId);
        Assert.Equal("SPRING", _recorder.Single("coupon_applied").Properties.GetProperty("coupon").GetString());
    }

    [Fact]
    public async Task A_timeline_has_what_the_persons_devices_did_before()
    {
        await using var client = _recorder.CreateClient();

        client.Capture(new ContentViewed("kb_1") { AnonymousId = "laptop" });
        client.Capture(new ContentViewed("kb_2") { AnonymousId = "phone" });
        client.Capture(new ContentViewed("kb_3") { AnonymousId = "a stranger's" });
        client.Identify("user_1", anonymousId: "laptop");
        client.Capture(new SignedUp { PersonId = "user_1", AnonymousId = "phone" });
        client.Capture(new SignedUp { PersonId = "user_2", AnonymousId = "phone" });

        Assert.Equal(
            ["content_viewed", "content_viewed", "$identify", "signup_completed"], _recorder.By("user_1").Select(recorded => recorded.Name));
        Assert.DoesNotContain(_recorder.By("user_1"), recorded => recorded.AnonymousId == "a stranger's");
    }

    [Fact]
    public async Task Refused_captures_are_kept_apart_with_their_reason()
    {
        await using var client = _recorder.CreateClient(new AnalyseOptions { MaxEventBytes = 512 });

        client.Capture(new AnalyseEvent("blank") { PersonId = " " });
        client.Identify("");
        client.Capture(new CheckoutFinished(Billing.OneTime, Amount.Of(1.5m, "JPY")) { PersonId = "user_1" });
        client.Capture(new AnalyseEvent("large") { PersonId = "user_1", Properties = new() { ["text"] = new string('x', 1000) } });
        client.Capture(new AnalyseEvent("paid") { PersonId = "user_1", IdempotencyKey = "invoice_1" });
        client.Capture(new AnalyseEvent("paid") { PersonId = "user_1", IdempotencyKey = "invoice_1" });

        Assert.Equal("paid", Assert.Single(_recorder.Events).Name);
        Assert.Equal(
            [
                ("blank", CaptureResult.NoIdentity),
                ("$identify", CaptureResult.NoIdentity),
                ("checkout_finished", CaptureResult.Invalid),
                ("large", CaptureResult.TooLarge),
                ("paid", CaptureResult.Duplicate),
            ],
            _recorder.Refused.Select(recorded => (recorded.Name, recorded.Result)));
    }

    [Fact]
    public async Task Requests_are_what_the_service_would_have_got()
    {
        await using var client = _recorder.CreateClient(new AnalyseOptions { PublicKey = "pk_test", Host = "https://eu.pulse.example" });

        client.Capture(new AnalyseEvent("a") { PersonId = "user_1" });
        await client.FlushAsync(_cancelled);
        await client.SendAsync(new AnalyseEvent("b") { PersonId = "user_1" }, _cancelled);

        Assert.Equal(
            ["https://eu.pulse.example/v1/batch", "https://eu.pulse.example/v1/event"],
            _recorder.Requests.Select(request => request.Address.AbsoluteUri));
        var body = JsonSerializer.Deserialize<JsonElement>(_recorder.Requests[0].Body);
        Assert.Equal("pk_test", body.GetProperty("publicKey").GetString());
        Assert.Equal("a", body.GetProperty("events")[0].GetProperty("event_name").GetString());
        Assert.Equal(["a", "b"], _recorder.Events.Select(recorded => recorded.Name));
    }

    [Fact]
    public async Task A_service_that_is_down_keeps_events_until_it_is_back()
    {
        await using var client = _recorder.CreateClient();
        _recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(CaptureResult.Accepted, client.Capture(new AnalyseEvent("a") { PersonId = "user_1" }));
        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => client.FlushAsync(_cancelled));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);

        _recorder.AnswerNormally();
        await client.FlushAsync(_cancelled);
        Assert.Equal(1, client.Counts.Delivered);
    }

    [Fact]
    public async Task A_service_that_asks_to_wait_is_not_asked_again_by_a_flush()
    {
        await using var client = _recorder.CreateClient();
        _recorder.AnswerWith(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromMinutes(10));
        client.Capture(new AnalyseEvent("a") { PersonId = "user_1" });

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => client.FlushAsync(_cancelled));
        _recorder.AnswerNormally();
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => client.FlushAsync(_cancelled));

        Assert.Single(_recorder.Requests);
    }

    [Fact]
    public async Task A_service_that_hangs_holds_the_flush_and_not_the_capture()
    {
        await using var client = _recorder.CreateClient();
        _recorder.Hang();

        client.Capture(new AnalyseEvent("a") { PersonId = "user_1" });
        var flush = client.FlushAsync(_cancelled);
        Assert.Equal(CaptureResult.Accepted, client.Capture(new AnalyseEvent("b") { PersonId = "user_1" }));
        Assert.False(flush.IsCompleted);

        _recorder.AnswerNormally();
        await flush;
    }

    [Fact]
    public async Task Clear_forgets_events_and_requests()
    {
        await using var client = _recorder.CreateClient();
        client.Capture(new AnalyseEvent("a") { PersonId = "user_1" });
        client.Identify("");
        await client.FlushAsync(_cancelled);

        _recorder.Clear();

        Assert.Empty(_recorder.Events);
        Assert.Empty(_recorder.Refused);
        Assert.Empty(_recorder.Requests);
        Assert.Equal("Nothing was captured.", _recorder.Describe());
    }

    [Fact]
    public async Task Net_revenue_is_the_sum_of_revenue_and_of_checkouts_of_ones_own_by_currency()
    {
        await using var client = _recorder.CreateClient();

        client.Capture(new CheckoutFinished(Billing.OneTime, Amount.Of(49m, "USD")) { PersonId = "user_1" });
        client.Capture(new CheckoutFinished(Billing.OneTime, Amount.Of(20m, "USD")) { PersonId = "user_1", Properties = new() { ["revenue"] = 1500 } });
        client.Capture(Moved("refund_issued", -1000, "usd"));
        client.Capture(Moved("refund_failed", 1000, "USD"));
        client.Capture(Moved("dispute_closed", -7300, "JPY"));
        client.Capture(new CheckoutStarted(Billing.OneTime) { PersonId = "user_1", Amount = Amount.Of(10m, "USD") });
        client.Capture(new AnalyseEvent("invoice_paid") { PersonId = "user_1", Amount = Amount.Of(10m, "EUR") });

        Assert.Equal(new Dictionary<string, long> { ["USD"] = 6400, ["JPY"] = -7300 }, _recorder.NetRevenue());

        static AnalyseEvent Moved(string name, long revenue, string currency) =>
            new(name) { PersonId = "user_1", Properties = new() { ["revenue"] = revenue, ["currency"] = currency } };
    }
}
