using Analyse.Tests.Support;
using Analyse.Tracking;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Tracking;

public sealed class RefusalsTests
{
    private readonly FakeTimeProvider _time = new(Encoded.Moment);
    private readonly FakeLogger _log = new();
    private readonly Refusals _refusals;

    public RefusalsTests() => _refusals = new Refusals(_time, _log);

    [Fact]
    public void Each_refusal_is_counted_by_its_reason()
    {
        Add("a", CaptureResult.TooLarge);
        Add("a", CaptureResult.TooLarge);
        Assert.Equal(CaptureResult.Off, Add("a", CaptureResult.Off));

        Assert.Equal(2, _refusals.Of(CaptureResult.TooLarge));
        Assert.Equal(1, _refusals.Of(CaptureResult.Off));
        Assert.Equal(0, _refusals.Of(CaptureResult.Full));
        Assert.Equal(3, _refusals.Total);
    }

    [Theory]
    [InlineData("invoice_paid", LogLevel.Warning)]
    [InlineData("$identify", LogLevel.Warning)]
    [InlineData("content_viewed", LogLevel.Error)]
    [InlineData("checkout_finished", LogLevel.Error)]
    public void A_standard_event_is_told_as_an_error_and_another_as_a_warning(string name, LogLevel level)
    {
        Add(name, CaptureResult.NoIdentity);

        var told = Assert.Single(Told);
        Assert.Equal(level, told.Level);
        Assert.Contains(name, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_told_once_for_each_event_name_and_reason()
    {
        for (var i = 0; i < 3; i++)
        {
            Add("a", CaptureResult.NoIdentity);
            Add("b", CaptureResult.NoIdentity);
            Add("a", CaptureResult.TooLarge);
        }

        Assert.Equal(3, Told.Count);
    }

    [Fact]
    public void A_very_long_name_does_not_fill_the_log()
    {
        Add(new string('n', 50_000), CaptureResult.TooLarge);

        Assert.InRange(Assert.Single(Told).Message.Length, 100, 400);
    }

    [Fact]
    public void A_full_store_is_told_at_most_once_a_minute_with_the_count_so_far()
    {
        Add("a", CaptureResult.Full);
        Add("b", CaptureResult.Full);
        _time.Advance(TimeSpan.FromSeconds(59));
        Add("c", CaptureResult.Full);
        Assert.Single(Told);

        _time.Advance(TimeSpan.FromSeconds(1));
        Add("a", CaptureResult.Full);

        Assert.Equal(2, Told.Count);
        Assert.Contains("4 so far", Told[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_moves_money_is_logged_each_minute_with_the_number_left_out()
    {
        for (var i = 0; i < 5; i++)
        {
            Add("checkout_finished", CaptureResult.Invalid);
        }

        Assert.Contains("0 more events", Assert.Single(Told).Message, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(1));
        Add("checkout_finished", CaptureResult.Invalid);

        Assert.Equal(2, Told.Count);
        Assert.All(Told, record => Assert.Equal(LogLevel.Error, record.Level));
        Assert.Contains("4 more events", Told[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_custom_event_with_an_amount_moves_money_too()
    {
        var paid = new AnalyseEvent("invoice_paid") { Amount = Amount.Of(10.333m, "USD") };
        _refusals.Add(paid, CaptureResult.Invalid, paid.FindProblem());
        _time.Advance(TimeSpan.FromMinutes(1));
        _refusals.Add(paid, CaptureResult.Invalid, paid.FindProblem());

        Assert.Equal(2, Told.Count);
        Assert.All(Told, record => Assert.Contains("Amount.Rounded(value, \"USD\")", record.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void One_name_that_moves_money_does_not_silence_another()
    {
        Add("checkout_finished", CaptureResult.Invalid);
        Add("trial_started", CaptureResult.Invalid);

        Assert.Equal(2, Told.Count);
    }

    [Fact]
    public void Money_that_a_full_store_rejects_is_logged_beside_the_full_store()
    {
        Add("checkout_finished", CaptureResult.Full);

        Assert.Equal([LogLevel.Warning, LogLevel.Error], Told.Select(record => record.Level));
    }

    [Fact]
    public void What_was_left_out_is_logged_at_the_end()
    {
        for (var i = 0; i < 3; i++)
        {
            Add("checkout_finished", CaptureResult.Invalid);
        }

        _refusals.LogLeftOut();
        _refusals.LogLeftOut();

        Assert.Equal(2, Told.Count);
        Assert.Contains("2 more times", Told[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_under_names_made_of_data_is_never_silent()
    {
        for (var i = 0; i < 1_500; i++)
        {
            _refusals.Add(new AnalyseEvent("paid_" + i) { Amount = Amount.Minor(1, "USD") }, CaptureResult.Invalid);
        }

        Assert.Equal(1_001, Told.Count);
        _refusals.LogLeftOut();
        Assert.Contains("499 more times", Told[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CaptureResult.Off)]
    [InlineData(CaptureResult.Filtered)]
    public void What_somebody_asked_for_is_no_problem(CaptureResult reason)
    {
        Add("checkout_finished", reason);

        Assert.Empty(Told);
    }

    [Fact]
    public void Names_made_of_data_do_not_fill_the_memory_or_the_log()
    {
        for (var i = 0; i < 1_500; i++)
        {
            Add("name_" + i, CaptureResult.NoIdentity);
        }

        Assert.Equal(1_000, Told.Count);
        Assert.Equal(1_500, _refusals.Total);
    }

    [Fact]
    public async Task Counting_is_safe_for_many_threads()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                Add("a", CaptureResult.NoIdentity);
            }
        })));

        Assert.Equal(4_000, _refusals.Total);
        Assert.Single(Told);
    }

    /// <summary>What somebody sees who does not ask for details.</summary>
    private List<FakeLogRecord> Told => [.. _log.Collector.GetSnapshot().Where(record => record.Level > LogLevel.Debug)];

    private CaptureResult Add(string name, CaptureResult reason) => _refusals.Add(new AnalyseEvent(name), reason);
}
