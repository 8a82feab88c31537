using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Testing.Tests;

public sealed class ExpectationTests : IAsyncDisposable
{
    private static readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new();
    private readonly AnalyseRecorder _recorder;
    private readonly AnalyseClient _client;

    public ExpectationTests()
    {
        _recorder = new AnalyseRecorder(_time);
        _client = _recorder.CreateClient();
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public void The_one_event_that_matches_is_given()
    {
        _client.Capture(new TrialStarted("pro", 14) { PersonId = "user_1" });
        _client.Capture(new TrialStarted("team", 30) { PersonId = "user_1" });

        Assert.Equal(30, _recorder.Single<TrialStarted>(started => started.Plan == "team").Days);
        _recorder.None<TrialEnded>();
        _recorder.None<TrialStarted>(started => started.Days > 30);
        _recorder.None("refund_issued");
    }

    [Fact]
    public void An_expectation_that_fails_says_what_was_captured()
    {
        _client.Capture(new TrialStarted("pro", 14) { PersonId = "user_1", AnonymousId = "anon_9" });
        _client.Capture(new AnalyseEvent("coupon_applied") { AnonymousId = "anon_9" });
        _client.Capture(new CheckoutFinished(Billing.OneTime, default) { PersonId = "user_1" });

        var failure = Assert.Throws<AnalyseExpectationException>(() => _recorder.Single<CheckoutFinished>());

        Assert.Equal(
            """
            Expected one CheckoutFinished, but there is none. Captured, in order:
              1. trial_started by user_1 (anonymous anon_9) {"plan":"pro","trial_days":14,"payment_type":"subscription"}
              2. coupon_applied by anonymous anon_9 {}
              3. checkout_finished by user_1 (refused: Invalid) {}
            """,
            failure.Message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void An_expectation_that_fails_quotes_its_condition()
    {
        _client.Capture(new TrialStarted("pro", 14) { PersonId = "user_1" });

        var failure = Assert.Throws<AnalyseExpectationException>(() => _recorder.Single<TrialStarted>(started => started.Plan == "team"));

        Assert.StartsWith("Expected one TrialStarted with started => started.Plan == \"team\", but there is none.", failure.Message);
    }

    [Fact]
    public void More_than_one_is_not_single_and_not_none()
    {
        _client.Capture(new SignedUp { PersonId = "user_1" });
        _client.Capture(new SignedUp { PersonId = "user_2" });

        Assert.StartsWith(
            "Expected one signup_completed, but there are 2.",
            Assert.Throws<AnalyseExpectationException>(() => _recorder.Single("signup_completed")).Message);
        Assert.StartsWith(
            "Expected no SignedUp, but there are 2.", Assert.Throws<AnalyseExpectationException>(() => _recorder.None<SignedUp>()).Message);
    }

    [Fact]
    public async Task Waiting_for_what_is_there_gives_it()
    {
        _client.Capture(new TrialEnded("pro", converted: true) { PersonId = "user_1" });

        Assert.True((await _recorder.WaitForAsync<TrialEnded>(cancellationToken: _cancelled)).Converted);
    }

    [Fact]
    public async Task Waiting_ends_with_the_capture_that_matches()
    {
        var wait = _recorder.WaitForAsync<TrialEnded>(ended => ended.Plan == "team", cancellationToken: _cancelled);
        var named = _recorder.WaitForAsync("trial_ended", cancellationToken: _cancelled);

        _client.Capture(new TrialEnded("pro", converted: true) { PersonId = "user_1" });
        Assert.Equal("user_1", (await named).PersonId);
        Assert.False(wait.IsCompleted);

        _client.Capture(new TrialEnded("team", converted: false) { PersonId = "user_2" });
        Assert.Equal("user_2", (await wait).PersonId);
    }

    [Fact]
    public async Task Waiting_in_vain_says_what_was_captured()
    {
        var wait = _recorder.WaitForAsync<TrialEnded>(timeout: TimeSpan.FromSeconds(3), cancellationToken: _cancelled);
        _client.Capture(new SignedUp { PersonId = "user_1" });

        _time.Advance(TimeSpan.FromSeconds(3));

        var failure = await Assert.ThrowsAsync<AnalyseExpectationException>(() => wait);
        Assert.StartsWith("Expected a TrialEnded within 3 s, but none came. Captured, in order:", failure.Message);
        Assert.Contains("signup_completed by user_1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var wait = _recorder.WaitForAsync<TrialEnded>(cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
