using System.Globalization;
using System.Net.Sockets;
using Analyse.FaultTests.Rig;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section B: answers of the service.</summary>
public sealed class AnswerFaultTests
{
    [Fact]
    public async Task F16_Five_503_then_200_loses_nothing_and_sends_the_same_bytes()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(503, times: 5);
        shop.Capture(100);

        foreach (var seconds in new[] { 1, 2, 4, 8, 16 })
        {
            await shop.Time.RunOutAsync(TimeSpan.FromSeconds(seconds));
        }

        await sink.ArrivalsAsync(6);
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

        // The first failure that counts waits one second.
        await shop.Time.RunOutAsync(TimeSpan.FromSeconds(1));
        await shop.DrainAsync();
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Theory]
    [InlineData("1.5", 1.65)]
    [InlineData("-5", 1.1)]
    [InlineData("0", 1.1)]
    [InlineData("99999999999", 3_960)]
    [InlineData("abc", 1)]
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

        sink.Then(new SinkAnswer(429) { Headers = [("Retry-After", header)] });
        shop.Capture(100);

        await shop.Time.RunOutAsync(TimeSpan.FromSeconds(seconds));

        await sink.ArrivalsAsync(2);
        await shop.DrainAsync();
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
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

    [Fact]
    public async Task F23_One_bad_event_in_a_hundred_is_put_aside_and_the_others_arrive()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Otherwise = request => request.Text.Contains("poison", StringComparison.Ordinal) ? 400 : 200;
        shop.Capture(50);
        shop.Oracle.Capture(Shop.Event(50, name: "poison"));
        shop.Capture(149);

        await shop.DrainAsync();

        shop.Oracle.BooksBalance();
        Assert.Equal((199, 1), (shop.Client.Counts.Delivered, shop.Client.Counts.DeadLettered));
        Assert.InRange(sink.Requests.Count - 1, 1, 15);
        Assert.Equal(199, sink.Requests.Where(request => request.IsTaken).Sum(request => request.Events.Count));
    }

    [Fact]
    public async Task F24_A_service_that_refuses_everything_gets_one_batch_and_nothing_is_put_aside()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Otherwise = _ => 400;
        shop.Capture(1_000);

        await shop.Time.TimerAsync(TimeSpan.FromMinutes(1));

        shop.Oracle.BooksBalance();
        Assert.Equal((1_000, 0), (shop.Client.Counts.Waiting, shop.Client.Counts.DeadLettered));
        Assert.Equal(100, sink.Requests.SelectMany(request => request.Events).Select(SinkRequest.NumberOf).Distinct().Count());
        Assert.Equal(1, shop.LogLines("Misrouted"));
        sink.Otherwise = _ => 200;
        await shop.DrainAsync();
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F25_A_mended_key_resumes_at_once_with_one_error_logged_and_nothing_lost()
    {
        await using var sink = await Sink.StartAsync();
        sink.Otherwise = request => request.Text.Contains("pk_live_right", StringComparison.Ordinal) ? 200 : 401;
        using var host = TestHost.Build(
            new()
            {
                ["PublicKey"] = "pk_live_wrong",
                ["Host"] = sink.Address.ToString(),
                ["MaxBatchSize"] = "10",
                ["EventIdProperty"] = Shop.IdProperty,
            },
            out var logs);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<IAnalyseClient>();
        for (var i = 0; i < 30; i++)
        {
            client.Capture(Shop.Event(i));
        }

        await sink.NextAsync();
        await Limits.UntilAsync(() => logs.Collector.GetSnapshot().Any(line => line.Id.Name == "KeyRefused"));
        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        configuration["Analyse:PublicKey"] = "pk_live_right";
        configuration.Reload();

        await Limits.UntilAsync(() => client.Counts.Delivered == 30);
        Assert.Equal(4, sink.Requests.Count);
        Assert.Single(logs.Collector.GetSnapshot(), line => line.Id.Name == "KeyRefused");
        Oracle.IdsAreStable(sink.Requests);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task F26_A_403_page_of_a_firewall_is_kept_and_its_text_is_not_logged()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(new SinkAnswer(403) { Headers = [("Content-Type", "text/html")], Body = "<html>canary-of-the-firewall</html>" });
        shop.Capture(100);

        await shop.Time.RunOutAsync(TimeSpan.FromMinutes(1));

        await shop.DrainAsync();
        Assert.Equal(1, shop.LogLines("KeyRefused"));
        Assert.DoesNotContain(shop.Log.Collector.GetSnapshot(), line => line.ToString().Contains("canary", StringComparison.Ordinal));
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F27_A_413_halves_the_batch_at_once_and_the_size_is_remembered()
    {
        const int Limit = 1_000_000;
        await using var sink = await Sink.StartAsync();
        sink.Otherwise = request => request.Body.Length > Limit ? 413 : 200;
        await using var shop = new Shop(sink.Address, LargeBatches);
        shop.Capture(3_000);
        await shop.DrainAsync();

        shop.Capture(3_000);
        await shop.DrainAsync();

        Assert.Single(sink.Requests, request => request.Body.Length > Limit);
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F28_A_413_behind_a_reset_is_found_out_after_two_attempts()
    {
        const int Limit = 1_000_000;
        var largest = 0;
        await using var raw = new RawSink(async (connection, _, stop) =>
        {
            while (await RawSink.ReadAsync(connection, 2_000, stop) is { Length: > 0 } head)
            {
                var length = int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], CultureInfo.InvariantCulture);
                if (length > Limit)
                {
                    largest++;
                    RawSink.Reset(connection);
                    return;
                }

                var rest = length - (head.Length - head.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4);
                await connection.GetStream().ReadExactlyAsync(new byte[rest], stop);
                await RawSink.SayAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", stop);
            }
        });
        await using var shop = new Shop(raw.Address, options =>
        {
            LargeBatches(options);
            options.MaxBatchSize = 10_000;
            options.MaxBatchBytes = 5_000_000;
        });
        shop.Capture(10_000);

        await shop.DrainAsync();

        // Each size on the way down is tried at most twice.
        Assert.InRange(largest, 2, 6);
        shop.Oracle.BooksBalance();
        Assert.Equal(10_000, shop.Client.Counts.Delivered);
    }

    [Fact]
    public async Task F29_A_single_event_over_the_limit_is_put_aside_and_the_next_ones_arrive()
    {
        await using var sink = await Sink.StartAsync(maxBody: 20_000);
        await using var shop = new Shop(sink.Address, options => options.MaxBatchSize = 1);
        var large = Shop.Event(0);
        large.Properties["large"] = new string('y', 25_000);
        shop.Oracle.Capture(large);
        shop.Capture(5);

        await shop.DrainAsync();

        shop.Oracle.BooksBalance();
        Assert.Equal((5, 1), (shop.Client.Counts.Delivered, shop.Client.Counts.DeadLettered));
        Assert.Contains(shop.Log.Collector.GetSnapshot(), line => line.Id.Name == "EventDead" && line.Message.Contains("too_large", StringComparison.Ordinal));
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

    private static void LargeBatches(AnalyseOptions options)
    {
        options.MaxBatchSize = 3_000;
        options.MaxBatchBytes = 4_000_000;
    }
}
