using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Tests.Tracking;

public sealed class EnrichmentTests
{
    [Fact]
    public void An_enricher_sees_the_completed_event_and_changes_a_copy()
    {
        var page = new PageContext { Path = "/pricing" };
        var seen = default(AnalyseEvent);
        var intake = new TestIntake(enrichers: [new Enricher(copy =>
        {
            seen = copy;
            Assert.Equal(("user_1", "anon_1", "sess_1"), (copy.PersonId, copy.AnonymousId, copy.SessionId));
            Assert.Equal(Encoded.Moment, copy.Timestamp);
            Assert.Same(page, copy.Page);
            copy.Properties["seats"] = 4;
            copy.Properties["added"] = true;
            copy.AnonymousId = "anon_2";
            return true;
        })]);
        var original = new TrialStarted("pro", 14) { Properties = new() { ["seats"] = 3 } };

        intake.Capture(original, new FakeContext { PersonId = "user_1", AnonymousId = "anon_1", SessionId = "sess_1", Page = page });

        Assert.Equal("anon_2", intake.Field("anonymous_id"));
        var properties = intake.Last.GetProperty("properties");
        Assert.Equal("pro", properties.GetProperty("plan").GetString());
        Assert.Equal(4, properties.GetProperty("seats").GetInt32());
        Assert.True(properties.GetProperty("added").GetBoolean());
        Assert.NotSame(original, seen);
        Assert.Equal("3", original.Properties["seats"].ToString());
        Assert.Single(original.Properties);
        Assert.Null(original.AnonymousId);
    }

    [Fact]
    public void An_enricher_can_drop_an_event_and_those_after_it_do_not_see_it()
    {
        var intake = new TestIntake(enrichers: [new Enricher(_ => false), new Enricher(_ => throw new InvalidOperationException())]);

        Assert.Equal(CaptureResult.Filtered, intake.Capture(TestClient.Event()));
        Assert.Equal(0, intake.Count);
        Assert.Equal(1, intake.Refusals.Of(CaptureResult.Filtered));
        Assert.DoesNotContain(intake.Log.Collector.GetSnapshot(), record => record.Level > LogLevel.Debug);
    }

    [Fact]
    public void Enrichers_run_in_order()
    {
        var intake = new TestIntake(enrichers: [Appending("a"), Appending("b")]);

        intake.Capture(TestClient.Event());

        Assert.Equal("ab", intake.Last.GetProperty("properties").GetProperty("trace").GetString());

        static Enricher Appending(string text) => new(copy =>
        {
            copy.Properties["trace"] = (copy.Properties.TryGetValue("trace", out var value) ? value?.AsText : "") + text;
            return true;
        });
    }

    [Fact]
    public void An_enricher_that_throws_is_logged_once_without_its_message_and_the_event_goes_on()
    {
        var intake = new TestIntake(enrichers: [new Enricher(_ => throw new InvalidOperationException("canary"))]);

        Assert.Equal(CaptureResult.Accepted, intake.Capture(TestClient.Event()));
        Assert.Equal(CaptureResult.Accepted, intake.Capture(TestClient.Event()));

        var record = Assert.Single(intake.Log.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);
        Assert.Contains(nameof(InvalidOperationException), record.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", record.Message, StringComparison.Ordinal);
        Assert.Null(record.Exception);
    }

    [Fact]
    public void Ids_that_an_enricher_takes_away_are_not_filled_in_again()
    {
        var intake = new TestIntake(enrichers: [new Enricher(copy =>
        {
            copy.PersonId = null;
            return true;
        })]);

        intake.Capture(new AnalyseEvent("e"), new FakeContext { PersonId = "user_1", AnonymousId = "anon_1" });

        Assert.Equal("anon_1", intake.Field("anonymous_id"));
        Assert.Null(intake.Field("person_id"));
    }

    [Fact]
    public void An_id_that_an_enricher_spoils_is_a_refusal()
    {
        var intake = new TestIntake(enrichers: [new Enricher(copy =>
        {
            copy.PersonId = "a\nb";
            return true;
        })]);

        Assert.Equal(CaptureResult.NoIdentity, intake.Capture(TestClient.Event()));
    }

    [Fact]
    public void An_enricher_may_capture_an_event_of_its_own()
    {
        TestIntake? intake = null;
        intake = new TestIntake(enrichers: [new Enricher(copy =>
        {
            if (copy.Name == "outer")
            {
                intake!.Capture(TestClient.Event("inner"));
            }

            return true;
        })]);

        intake.Capture(TestClient.Event("outer"));

        Assert.Equal(2, intake.Count);
        Assert.Equal("outer", intake.Field("event_name"));
    }

    [Fact]
    public void An_observer_sees_the_completed_copy_with_the_result()
    {
        var observer = new Observer();
        var intake = new TestIntake(observers: [observer]) { Answer = CaptureResult.Full };
        var original = new AnalyseEvent("e");

        intake.Capture(original, new FakeContext { PersonId = "user_1" });

        var (seen, result) = Assert.Single(observer.Seen);
        Assert.NotSame(original, seen);
        Assert.Equal("user_1", seen.PersonId);
        Assert.Equal(CaptureResult.Full, result);
    }

    private sealed class Enricher(Func<AnalyseEvent, bool> enrich) : IEventEnricher
    {
        public bool Enrich(AnalyseEvent analyseEvent) => enrich(analyseEvent);
    }

    private sealed class Observer : ICaptureObserver
    {
        public List<(AnalyseEvent Event, CaptureResult Result)> Seen { get; } = [];

        public void OnCaptured(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result) => Seen.Add((analyseEvent, result));
    }
}
