using System.Globalization;
using Analyse.FaultTests.Rig;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section B: answers that refuse what was sent.</summary>
public sealed class RefusalFaultTests
{
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

        await shop.Time.TimerAsync(TimeSpan.FromSeconds(15));

        shop.Oracle.BooksBalance();
        Assert.Equal((1_000, 0), (shop.Client.Counts.Waiting, shop.Client.Counts.DeadLettered));
        Assert.Equal(100, sink.Requests.SelectMany(request => request.Events).Select(SinkRequest.NumberOf).Distinct().Count());
        Assert.Equal(1, shop.LogLines("EverythingRejected"));
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
        var cut = new List<int>();
        await using var raw = new RawSink(async (connection, _, stop) =>
        {
            while (await RawSink.ReadAsync(connection, 2_000, stop) is { Length: > 0 } head)
            {
                var length = int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], CultureInfo.InvariantCulture);
                if (length > Limit)
                {
                    cut.Add(length);
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

        // The same body is never cut three times; a larger one is tried again when the limit has been kept for a while.
        Assert.DoesNotContain(cut.Zip(cut.Skip(1), cut.Skip(2)), three => three.First == three.Second && three.Second == three.Third);
        Assert.InRange(cut.Count, 2, 12);
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
        var dead = Assert.Single(shop.Log.Collector.GetSnapshot(), line => line.Id.Name == "EventDead");
        Assert.Contains("too_large", dead.Message, StringComparison.Ordinal);
    }

    private static void LargeBatches(AnalyseOptions options)
    {
        options.MaxBatchSize = 3_000;
        options.MaxBatchBytes = 4_000_000;
    }
}
