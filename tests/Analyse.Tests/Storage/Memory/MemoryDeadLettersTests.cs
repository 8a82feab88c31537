using System.Text;
using Analyse.Storage;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class MemoryDeadLettersTests
{
    private readonly FakeTimeProvider _time = new(Encoded.Moment);
    private readonly MemoryStore _store;
    private readonly DeadLetters _letters;

    public MemoryDeadLettersTests()
    {
        _store = new MemoryStore(10_000, 1L << 30, _time);
        _letters = new DeadLetters([_store]);
    }

    [Fact]
    public async Task A_dead_event_is_listed_with_its_reason_and_its_bytes_though_its_page_is_used_again()
    {
        Die("bad");
        _store.Append("xxx");

        var letter = Assert.Single(await _letters.ListAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("bad", letter.EventName);
        Assert.Equal("http_400", letter.Reason);
        Assert.Equal(MemoryStoreExtensions.Json("bad"), Encoding.UTF8.GetString(letter.Json.Span));
        Assert.Equal(Encoded.Moment, letter.CapturedAt);
        Assert.Equal(Encoded.Moment, letter.DiedAt);
    }

    [Fact]
    public async Task The_oldest_come_first_and_no_more_than_asked_for()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            Die(name);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var listed = await _letters.ListAsync(2, TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], listed.Select(letter => letter.EventName));
    }

    [Fact]
    public async Task A_dead_event_that_is_resent_waits_again_and_the_books_balance()
    {
        Die("bad");
        var id = (await _letters.ListAsync(cancellationToken: TestContext.Current.CancellationToken))[0].Id;

        Assert.Equal(1, await _letters.ResendAsync([id, Guid.Empty], TestContext.Current.CancellationToken));

        Assert.Equal(0, _store.Counts.DeadLettered);
        _store.Counts.AssertBalanced();
        Assert.Equal(["bad"], _store.Claim().Names());
        Assert.Equal(0, await _letters.ResendAsync([id], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_dead_event_that_is_deleted_is_lost_and_no_longer_dead_lettered()
    {
        Die("bad");
        var id = (await _letters.ListAsync(cancellationToken: TestContext.Current.CancellationToken))[0].Id;

        Assert.Equal(1, await _letters.DeleteAsync([id], TestContext.Current.CancellationToken));

        Assert.Empty(await _letters.ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((0, new AnalyseLosses { DeadLettersDeleted = 1 }), (_store.Counts.DeadLettered, _store.Counts.Losses));
        _store.Counts.AssertBalanced();
    }

    [Fact]
    public async Task Only_the_last_thousand_of_thirty_days_are_kept()
    {
        for (var i = 0; i < 1_001; i++)
        {
            Die("e" + i);
        }

        var listed = await _letters.ListAsync(2_000, TestContext.Current.CancellationToken);
        Assert.Equal(1_000, listed.Count);
        Assert.Equal("e1", listed[0].EventName);
        Assert.Equal((1_000, new AnalyseLosses { DeadLettersEvicted = 1 }), (_store.Counts.DeadLettered, _store.Counts.Losses));

        _time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        Assert.Empty(await _letters.ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(
            (0, new AnalyseLosses { DeadLettersEvicted = 1, DeadLettersExpired = 1_000 }), (_store.Counts.DeadLettered, _store.Counts.Losses));
        _store.Counts.AssertBalanced();
    }

    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(365)]
    [InlineData(-1)]
    public async Task F87_A_clock_that_is_set_deletes_no_dead_letter(int days)
    {
        var time = new SteppingClock();
        var store = new MemoryStore(10_000, 1L << 30, time);
        store.Append("bad");
        store.Complete(store.Claim()!, EventOutcome.Dead("http_400"));

        time.Step(TimeSpan.FromDays(days));

        Assert.Single(await store.ListDeadAsync(10, TestContext.Current.CancellationToken));
        Assert.Equal(1, store.Counts.DeadLettered);
    }

    private void Die(string name)
    {
        _store.Append(name);
        _store.Complete(_store.Claim()!, EventOutcome.Dead("http_400"));
    }
}
