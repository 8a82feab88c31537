using Analyse.Inspector.Answers;
using Analyse.Inspector.Ingest;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Inspector.Tests.Ingest;

public sealed class IngestServiceTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _stopping = new();

    [Fact]
    public async Task Bytes_handed_over_directly_are_checked_and_kept()
    {
        var inspector = Create(new AnalyseInspectorOptions());

        var reply = await inspector.Ingest.ReceiveAsync(IngestForm.Batch, Some.Batch(Some.Event("a"), Some.Event("b")), TestContext.Current.CancellationToken);

        Assert.Equal((202, 2, 0), (reply.Status, reply.Events, reply.Warnings));
        Assert.Equal(["a", "b"], inspector.Events.All().Select(stored => stored.Event.Name));
        Assert.All(inspector.Events.All(), stored => Assert.Equal(_clock.GetUtcNow(), stored.ReceivedAt));
    }

    [Fact]
    public async Task One_broken_event_keeps_the_whole_batch_out()
    {
        var inspector = Create(new AnalyseInspectorOptions());

        var reply = await inspector.Ingest.ReceiveAsync(IngestForm.Batch, Some.Batch(Some.Event(), Some.Event(name: " ")), TestContext.Current.CancellationToken);

        Assert.Equal(400, reply.Status);
        Assert.StartsWith("events[1].event_name: ", reply.Error, StringComparison.Ordinal);
        Assert.Empty(inspector.Events.All());
    }

    [Theory]
    [InlineData(null, 202)]
    [InlineData(Some.Key, 202)]
    [InlineData("pk_live_other", 401)]
    public async Task The_key_must_be_the_one_that_was_set_if_one_was(string? expected, int status)
    {
        var inspector = Create(new AnalyseInspectorOptions { PublicKey = expected });

        var reply = await inspector.Ingest.ReceiveAsync(IngestForm.Batch, Some.Batch(Some.Event()), TestContext.Current.CancellationToken);

        Assert.Equal(status, reply.Status);
        Assert.DoesNotContain("pk_", reply.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        var body = Some.Batch(Some.Event());
        var exact = Create(new AnalyseInspectorOptions { MaxBodyBytes = body.Length });
        var shorter = Create(new AnalyseInspectorOptions { MaxBodyBytes = body.Length - 1 });

        Assert.Equal(202, (await exact.Ingest.ReceiveAsync(IngestForm.Batch, body, TestContext.Current.CancellationToken)).Status);
        Assert.Equal(413, (await shorter.Ingest.ReceiveAsync(IngestForm.Batch, body, TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task A_refusing_answer_keeps_nothing_and_goes_back_to_normal_after_its_requests()
    {
        var inspector = Create(new AnalyseInspectorOptions());
        inspector.Answers.Set(new Answer(429, 7, 0, 2));

        var replies = new List<IngestReply>();
        for (var i = 0; i < 3; i++)
        {
            replies.Add(await inspector.Ingest.ReceiveAsync(IngestForm.Batch, Some.Batch(Some.Event()), TestContext.Current.CancellationToken));
        }

        Assert.Equal([429, 429, 202], replies.Select(reply => reply.Status));
        Assert.Equal([7, 7, null], replies.Select(reply => reply.RetryAfterSeconds));
        Assert.Single(inspector.Events.All());
        Assert.Equal(Answer.Normal, inspector.Answers.Current);
        Assert.Equal((1L, 2L), (inspector.Requests.Summary.Taken, inspector.Requests.Summary.Refused));
    }

    [Fact]
    public async Task A_slow_answer_takes_its_time()
    {
        var inspector = Create(new AnalyseInspectorOptions());
        inspector.Answers.Set(new Answer(200, null, 3000, null));

        var receiving = inspector.Ingest.ReceiveAsync(IngestForm.Batch, Some.Batch(Some.Event()), TestContext.Current.CancellationToken).AsTask();
        _clock.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.False(receiving.IsCompleted);
        Assert.Empty(inspector.Events.All());

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(202, (await receiving).Status);
    }

    [Fact]
    public async Task A_slow_answer_does_not_hold_up_an_application_that_stops()
    {
        var inspector = Create(new AnalyseInspectorOptions());
        inspector.Answers.Set(new Answer(200, null, 60_000, null));

        var receiving = inspector.Ingest.ReceiveAsync(IngestForm.Batch, Some.Batch(Some.Event()), TestContext.Current.CancellationToken).AsTask();
        await _stopping.CancelAsync();

        Assert.Equal(202, (await receiving).Status);
    }

    public void Dispose() => _stopping.Dispose();

    private InspectorInstance Create(AnalyseInspectorOptions options) => new(options, "Tests", _clock, _stopping.Token);
}
