using Analyse.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Tests.Tracking;

public sealed class EventIntakeTests
{
    [Fact]
    public void A_store_gets_the_event_and_what_it_must_know_of_it()
    {
        var intake = new TestIntake();

        var result = intake.Capture(new CheckoutFinished(Billing.OneTime, Amount.Minor(500, "JPY"))
        {
            PersonId = "user_1",
            IdempotencyKey = "order_1",
            Timestamp = Encoded.Moment.AddDays(-1),
        });

        Assert.Equal(CaptureResult.Accepted, result);
        Assert.Equal(
            new(Analyse.Events.EventId.FromKey("checkout_finished", "order_1"), "checkout_finished", IsMoney: true, HasKey: true, Encoded.Moment),
            intake.LastFacts);
        Assert.Equal("2026-11-22T10:00:00.000Z", intake.Field("timestamp"));
    }

    [Fact]
    public void Neither_id_ever_set_is_a_mistake_in_the_code() => Assert.Throws<ArgumentException>(
        "analyseEvent", () => new TestIntake().Capture(new AnalyseEvent("e")));

    [Fact]
    public void No_event_is_a_mistake_in_the_code() =>
        Assert.Throws<ArgumentNullException>("analyseEvent", () => new TestIntake().Capture(null!));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nb")]
    [InlineData("a\u0085")]
    public void An_id_that_was_set_but_cannot_be_used_is_refused(string id)
    {
        var intake = new TestIntake();

        Assert.Equal(CaptureResult.NoIdentity, intake.Capture(new AnalyseEvent("e") { PersonId = id }));
        Assert.Equal(CaptureResult.NoIdentity, intake.Capture(new AnalyseEvent("e") { AnonymousId = id }));
        Assert.Equal(0, intake.Count);
        Assert.Equal(2, intake.Refusals.Of(CaptureResult.NoIdentity));
    }

    [Fact]
    public void A_claim_of_a_megabyte_is_refused_and_never_cut()
    {
        var intake = new TestIntake();

        Assert.Equal(CaptureResult.NoIdentity, intake.Capture(new AnalyseEvent("e"), new FakeContext { PersonId = new string('x', 1_000_000) }));
        Assert.Equal(0, intake.Count);
    }

    [Fact]
    public void A_scope_that_knows_nobody_is_a_refusal() =>
        Assert.Equal(CaptureResult.NoIdentity, new TestIntake().Capture(new AnalyseEvent("e"), new FakeContext()));

    [Fact]
    public void An_amount_that_cannot_be_right_is_refused_with_its_mend()
    {
        var intake = new TestIntake();

        var result = intake.Capture(new CheckoutFinished(Billing.OneTime, Amount.Of(500.5m, "JPY")) { PersonId = "user_1" });

        Assert.Equal(CaptureResult.Invalid, result);
        var record = Assert.Single(intake.Log.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Contains("JPY", record.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_megabytes_of_text_are_refused_and_the_next_event_is_not()
    {
        var intake = new TestIntake();
        var large = new AnalyseEvent("e") { PersonId = "user_1", Properties = new() { ["text"] = new string('x', 10_000_000) } };

        Assert.Equal(CaptureResult.TooLarge, intake.Capture(large));
        Assert.Equal(CaptureResult.Accepted, intake.Capture(TestClient.Event()));
        Assert.Equal(1, intake.Count);
    }

    [Fact]
    public void Nothing_is_captured_while_it_is_switched_off()
    {
        var intake = new TestIntake(new AnalyseOptions { Enabled = false });

        Assert.Equal(CaptureResult.Off, intake.Capture(TestClient.Event()));
        Assert.Equal(0, intake.Count);
        Assert.Equal(1, intake.Refusals.Total);
    }

    [Theory]
    [InlineData(CaptureResult.Accepted, 0)]
    [InlineData(CaptureResult.Duplicate, 0)]
    [InlineData(CaptureResult.Full, 1)]
    [InlineData(CaptureResult.Closed, 1)]
    public void What_the_store_says_is_the_result_and_refusals_are_counted(CaptureResult answer, int refused)
    {
        var intake = new TestIntake { Answer = answer };

        Assert.Equal(answer, intake.Capture(TestClient.Event()));
        Assert.Equal(refused, intake.Refusals.Total);
    }

    [Fact]
    public async Task An_awaited_capture_ends_with_the_commit_of_the_store()
    {
        var commit = new TaskCompletionSource();
        var intake = new TestIntake { Commit = commit.Task, Answer = CaptureResult.Full };

        var capture = intake.CaptureAsync(TestClient.Event()).AsTask();
        Assert.False(capture.IsCompleted);
        // The encoder is free again for the next event although the commit has not come.
        intake.Commit = Task.CompletedTask;
        Assert.Equal(CaptureResult.Full, await intake.CaptureAsync(TestClient.Event("other")));
        commit.SetResult();

        Assert.Equal(CaptureResult.Full, await capture);
        Assert.Equal(2, intake.Refusals.Of(CaptureResult.Full));
    }

    [Fact]
    public async Task An_awaited_capture_of_what_is_refused_does_not_reach_the_store()
    {
        var intake = new TestIntake();

        Assert.Equal(CaptureResult.NoIdentity, await intake.CaptureAsync(TestClient.Event(personId: " ")));
        Assert.Equal(0, intake.Count);
    }

    [Fact]
    public void Capturing_changes_nothing_of_the_event_so_that_it_can_be_captured_again()
    {
        var intake = new TestIntake();
        var analyseEvent = new AnalyseEvent("e") { Properties = new() { ["seats"] = 3 } };
        var request = new FakeContext { PersonId = "user_1", AnonymousId = "anon_1", SessionId = "sess_1", Page = new PageContext() };

        intake.Capture(analyseEvent, request);
        var first = intake.LastFacts.Id;
        intake.Capture(analyseEvent, request);

        Assert.NotEqual(first, intake.LastFacts.Id);
        Assert.Null(analyseEvent.PersonId);
        Assert.Null(analyseEvent.AnonymousId);
        Assert.Null(analyseEvent.SessionId);
        Assert.Null(analyseEvent.Timestamp);
        Assert.Null(analyseEvent.Page);
    }

    [Fact]
    public async Task Properties_that_change_meanwhile_never_make_a_capture_throw()
    {
        var intake = new TestIntake();
        var analyseEvent = TestClient.Event();
        for (var i = 0; i < 50; i++)
        {
            analyseEvent.Properties["p" + i] = i;
        }

        var changing = Task.Run(Change, TestContext.Current.CancellationToken);
        do
        {
            Assert.True(intake.Capture(analyseEvent) is CaptureResult.Accepted or CaptureResult.Invalid);
        }
        while (!changing.IsCompleted);

        await changing;
        Assert.Equal(CaptureResult.Accepted, intake.Capture(analyseEvent));

        void Change()
        {
            for (var i = 0; i < 20_000; i++)
            {
                analyseEvent.Properties["p" + (i % 50)] = i;
                analyseEvent.Properties["new" + (i % 7)] = i;
                analyseEvent.Properties.Remove("new" + ((i + 3) % 7));
            }
        }
    }
}
