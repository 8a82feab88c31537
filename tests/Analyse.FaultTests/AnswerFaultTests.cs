using System.Globalization;
using System.Net.Sockets;
using Analyse.FaultTests.Rig;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section B: answers that are tried again, followed nowhere, or simply taken.</summary>
public sealed class AnswerFaultTests
{
    [Fact]
    public async Task F16_Five_503_then_200_loses_nothing_and_sends_the_same_bytes()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(503, times: 5);
        shop.Capture(100);

        await shop.RunUntilAsync(() => sink.Requests.Count >= 6);
        shop.Capture(900);
        await shop.DrainAsync();
        Assert.Single(sink.Requests.Take(6).Select(request => request.Text).Distinct());
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(529)]
    public async Task F17_Every_passing_failure_is_tried_again(int status)
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(status, times: 3);
        shop.Capture(1_000);

        await shop.DrainAsync();

        Assert.Equal(13, sink.Requests.Count);
        Assert.Single(sink.Requests.Take(4).Select(request => request.Text).Distinct());
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F18_A_429_with_retry_after_stops_all_batches_for_that_time_and_is_no_attempt()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(new SinkAnswer(429) { Headers = [("Retry-After", "7")] }).Then(503);
        shop.Capture(1_000);
        var waits = TimeSpan.FromSeconds(7.7);
        await shop.Time.TimerAsync(waits);

        shop.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Single(sink.Requests);
        shop.Time.Advance(TimeSpan.FromSeconds(0.7));

        await shop.DrainAsync();
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Theory]
    [InlineData("1.5", 1.65)]
    [InlineData("-5", 1.1)]
    [InlineData("0", 1.1)]
    [InlineData("99999999999", 3_960)]
    [InlineData("date+60", 66)]
    [InlineData("date-60", 1.1)]
    public async Task F19_Any_retry_after_is_kept_within_its_bounds(string header, double seconds)
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        if (header.StartsWith("date", StringComparison.Ordinal))
        {
            var offset = double.Parse(header.AsSpan(4), CultureInfo.InvariantCulture);
            header = shop.Time.GetUtcNow().AddSeconds(offset).ToString("r", CultureInfo.InvariantCulture);
        }

        var date = shop.Time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        sink.Then(new SinkAnswer(429) { Headers = [("Date", date), ("Retry-After", header)] });
        shop.Capture(100);

        await shop.Time.RunOutAsync(TimeSpan.FromSeconds(seconds));

        await sink.ArrivalsAsync(2);
        await shop.DrainAsync();
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(0)]
    public async Task F89_A_date_is_measured_against_the_time_of_the_answer_not_by_the_clock_of_the_client(int hoursAhead)
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        var now = shop.Time.GetUtcNow().AddHours(-hoursAhead);
        sink.Then(new SinkAnswer(503)
        {
            Headers = [("Date", now.ToString("r", CultureInfo.InvariantCulture)), ("Retry-After", now.AddSeconds(5).ToString("r", CultureInfo.InvariantCulture))],
        });
        shop.Capture(100);

        await shop.Time.RunOutAsync(TimeSpan.FromSeconds(5.5));

        await sink.ArrivalsAsync(2);
        await shop.DrainAsync();
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F19_What_is_no_time_is_no_header()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(new SinkAnswer(429) { Headers = [("Retry-After", "abc")] });
        shop.Capture(100);

        await shop.Time.RunOutAsync(ObservedClock.FirstRetry);

        await sink.ArrivalsAsync(2);
    }

    [Fact]
    public async Task F19_Of_two_retry_after_headers_the_first_counts()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(new SinkAnswer(429) { Headers = [("Retry-After", "20"), ("Retry-After", "40")] });
        shop.Capture(100);

        await shop.Time.RunOutAsync(TimeSpan.FromSeconds(22));

        await sink.ArrivalsAsync(2);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task F30_S6_A_redirect_is_not_followed_and_leaks_nothing(int status)
    {
        await using var other = await Sink.StartAsync();
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(new SinkAnswer(status) { Headers = [("Location", $"{other.Address}v1/batch")] });
        shop.Capture(100);

        await shop.Time.RunOutAsync(TimeSpan.FromMinutes(1));

        await shop.DrainAsync();
        Assert.Empty(other.Requests);
        Assert.Equal(1, shop.LogLines("Misrouted"));
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "{\"accepted\":")]
    [InlineData(200, "<html>")]
    [InlineData(202, "{}")]
    [InlineData(204, "")]
    public async Task F32_Any_2xx_is_a_success_whatever_its_body(int status, string body)
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Otherwise = _ => new SinkAnswer(status) { Body = body };
        shop.Capture(1_000);

        await shop.DrainAsync();

        Assert.Equal(10, sink.Requests.Count);
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F32_A_200_whose_body_is_cut_is_a_success()
    {
        await using var raw = new RawSink(async (connection, _, stop) =>
        {
            await RawSink.ReadAsync(connection, stop);
            await RawSink.SayAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"accep", stop);
            connection.Client.Shutdown(SocketShutdown.Send);
        });
        await using var shop = new Shop(raw.Address);
        shop.Capture(300);

        await shop.DrainAsync();

        Assert.Equal(3, raw.Connections);
        shop.Oracle.BooksBalance();
        Assert.Equal(300, shop.Client.Counts.Delivered);
    }
}
