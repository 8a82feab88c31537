using System.Net;
using Analyse.Delivery;
using Analyse.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class BodyLimitTests
{
    private const int Enough = 512 * 1024;

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(2);
    private static readonly TransportAnswer _noAnswer = new() { Failure = new TimeoutException() };

    private readonly FakeTimeProvider _time = new();
    private readonly BodyLimit _limit;

    public BodyLimitTests() => _limit = new BodyLimit(_time);

    [Fact]
    public void Half_of_the_smallest_body_that_was_too_large_is_the_limit()
    {
        _limit.TooLarge(1_000);
        _limit.TooLarge(5_000);

        Assert.Equal(500, _limit.Bytes);
    }

    [Fact]
    public void F88_A_size_that_was_learnt_in_a_moment_of_413_is_gone_within_a_minute()
    {
        _limit.TooLarge(800);
        var start = _time.GetTimestamp();
        while (_limit.Bytes < int.MaxValue)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            _limit.Fits(_limit.Bytes, TimeSpan.FromMilliseconds(50), _timeout, Enough);
        }

        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void F88_A_single_event_that_is_too_large_says_that_the_size_of_batches_is_not_the_cause()
    {
        _limit.TooLarge(1_000);

        _limit.IsNotTheCause();

        Assert.Equal(int.MaxValue, _limit.Bytes);
    }

    [Fact]
    public void F88_A_service_with_a_limit_of_its_own_gets_a_body_that_is_too_large_four_times_a_minute_at_most()
    {
        const int Real = 100_000;
        var tooLarge = 0;
        for (var second = 0; second < 600; second++)
        {
            var body = Math.Min(_limit.Bytes, Enough);
            if (body > Real)
            {
                tooLarge++;
                _limit.TooLarge(body);
            }
            else
            {
                _limit.Fits(body, TimeSpan.FromMilliseconds(50), _timeout, Enough);
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(tooLarge, 2, 43);
    }

    [Fact]
    public void F88_Far_from_the_size_that_was_rejected_it_grows_faster_than_near_it()
    {
        _limit.TooLarge(64_000);
        _limit.TooLarge(4_000);
        _time.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal([4_000, 16_000, 64_000], Enumerable.Range(0, 3).Select(_ =>
        {
            _limit.Fits(_limit.Bytes, TimeSpan.FromMilliseconds(50), _timeout, Enough);
            return _limit.Bytes;
        }));
    }

    [Fact]
    public void F93_On_a_slow_line_the_body_shrinks_until_it_fits_the_time_and_is_not_tried_larger()
    {
        var (slow, bytes) = Send(bytesPerSecond: 8_000, times: 100);

        Assert.InRange(slow, 2, 7);
        Assert.InRange(bytes, 4_000, 16_000);
    }

    [Fact]
    public void One_request_without_an_answer_is_sent_again_as_it_was()
    {
        _limit.Failed(_noAnswer, _timeout, 1_000);
        _limit.Failed(TransportAnswer.Of(HttpStatusCode.ServiceUnavailable), TimeSpan.Zero, 1_000);
        _limit.Failed(_noAnswer, _timeout, 1_000);

        Assert.Equal(int.MaxValue, _limit.Bytes);
    }

    [Fact]
    public void F93_A_408_tells_of_a_slow_line_unless_it_comes_at_once()
    {
        var answer = TransportAnswer.Of(HttpStatusCode.RequestTimeout);
        _limit.Failed(answer, TimeSpan.Zero, 1_000);
        _limit.Failed(answer, TimeSpan.Zero, 1_000);
        Assert.Equal(int.MaxValue, _limit.Bytes);

        _limit.Failed(answer, TimeSpan.FromSeconds(1.5), 1_000);
        _limit.Failed(answer, TimeSpan.FromSeconds(1.5), 1_000);
        Assert.Equal(500, _limit.Bytes);
    }

    [Fact]
    public void A_limit_is_proven_by_a_success_that_shows_no_room_for_more()
    {
        _limit.Failed(_noAnswer, _timeout, 1_000);
        _limit.Failed(_noAnswer, _timeout, 1_000);
        Assert.Equal(int.MaxValue, _limit.ProvenBytes);

        _limit.Fits(500, TimeSpan.FromSeconds(1.5), _timeout, Enough);
        Assert.Equal(500, _limit.ProvenBytes);

        _limit.Fits(500, TimeSpan.FromMilliseconds(1), _timeout, Enough);
        Assert.Equal(int.MaxValue, _limit.ProvenBytes);
    }

    [Fact]
    public void F93_When_the_line_is_quick_again_the_body_grows_again()
    {
        Send(bytesPerSecond: 8_000, times: 10);

        var (slow, _) = Send(bytesPerSecond: 10_000_000, times: 10);

        Assert.Equal(0, slow);
        Assert.Equal(int.MaxValue, _limit.Bytes);
    }

    private (int Slow, int Bytes) Send(int bytesPerSecond, int times)
    {
        var slow = 0;
        for (var i = 0; i < times; i++)
        {
            var body = Math.Min(_limit.Bytes, 320_000);
            var took = TimeSpan.FromSeconds((double)body / bytesPerSecond);
            if (took > _timeout)
            {
                slow++;
                _limit.Failed(_noAnswer, took, body);
            }
            else
            {
                _limit.Fits(body, took, _timeout, Enough);
            }

            _time.Advance(took);
        }

        return (slow, _limit.Bytes);
    }
}
