using System.Net;
using System.Net.Sockets;
using System.Text;
using Analyse.FaultTests.Rig;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section C: the way to the service.</summary>
public sealed class TransportFaultTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static readonly ReadOnlyMemory<byte> _body = "{}"u8.ToArray();

    [Fact]
    public async Task F35_A_refused_connection_is_tried_again_until_somebody_listens()
    {
        using var reserved = ReservePort();
        var port = ((IPEndPoint)reserved.LocalEndPoint!).Port;
        await using var shop = new Shop(new Uri($"http://127.0.0.1:{port}"));
        shop.Capture(100);
        await shop.Time.TimerAsync(ObservedClock.FirstRetry);
        Assert.Contains(shop.Log.Collector.GetSnapshot(), line => line.Message.Contains("ConnectionError", StringComparison.Ordinal));

        reserved.Dispose();
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        shop.Time.Advance(ObservedClock.FirstRetry);
        using var connection = await listener.AcceptTcpClientAsync(Limits.Token());
        await RawSink.ReadAsync(connection, Limits.Token());
        await RawSink.SayAsync(connection, Ok, Limits.Token());

        await shop.DrainAsync();
        Assert.Equal(100, shop.Client.Counts.Delivered);
        shop.Oracle.BooksBalance();
        listener.Dispose();
    }

    [Fact]
    public async Task F36_A_host_without_an_address_is_tried_again_and_found_later()
    {
        await using var sink = await Sink.StartAsync();
        var isKnown = false;
        TimeSpan? lifetime = null;
        await using var shop = new Shop(new Uri("http://no-such-host.invalid"), options => options.ConfigureHttpHandler = handler =>
        {
            lifetime = handler.PooledConnectionLifetime;
            handler.ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await (isKnown
                    ? socket.ConnectAsync(IPAddress.Loopback, sink.Address.Port, stop)
                    : socket.ConnectAsync(context.DnsEndPoint, stop));
                return new NetworkStream(socket, ownsSocket: true);
            };
        });
        shop.Capture(100);
        await shop.Time.TimerAsync(ObservedClock.FirstRetry);

        isKnown = true;
        shop.Time.Advance(ObservedClock.FirstRetry);

        await shop.DrainAsync();
        Assert.Equal(TimeSpan.FromMinutes(2), lifetime);
        Assert.Equal(1, shop.LogLines("DeliveryFailed"));
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F38_A_reset_after_the_request_was_read_sends_the_same_batch_again()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(new SinkAnswer { Reset = true }, times: 3);
        shop.Capture(1_000);

        await shop.DrainAsync();

        Assert.Single(sink.Requests.Take(4).Select(request => request.Text).Distinct());
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Theory]
    [InlineData("reset in the body", 10_000, "")]
    [InlineData("truncated status line", int.MaxValue, "HTTP/1.1 20")]
    [InlineData("truncated headers", int.MaxValue, "HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("no answer", int.MaxValue, "")]
    public async Task F39_F41_A_connection_that_ends_early_is_tried_again(string fault, int readMost, string says)
    {
        var taken = new StringBuilder();
        await using var raw = new RawSink(async (connection, number, stop) =>
        {
            if (number < 3)
            {
                await RawSink.ReadAsync(connection, readMost, stop);
                await RawSink.SayAsync(connection, says, stop);
                RawSink.Reset(connection);
                return;
            }

            while (await RawSink.ReadAsync(connection, stop) is { Length: > 0 } request)
            {
                taken.Append(request);
                await RawSink.SayAsync(connection, Ok, stop);
            }
        });
        await using var shop = new Shop(raw.Address);
        shop.Capture(300);

        await shop.DrainAsync();

        shop.Oracle.BooksBalance();
        Assert.True(shop.Client.Counts.Delivered == 300, fault);
        Assert.All(Enumerable.Range(0, 300), n => Assert.Contains($"\"n\":{n},", taken.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow: ", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", true)]
    public async Task F43_A_dribbling_answer_ends_with_the_time_of_the_attempt(string begins, bool hasStatus)
    {
        await using var raw = new RawSink(async (connection, _, stop) =>
        {
            await RawSink.ReadAsync(connection, stop);
            await RawSink.SayAsync(connection, begins, stop);
            while (true)
            {
                await RawSink.SayAsync(connection, "x", stop);
                await Task.Delay(50, stop);
            }
        });
        await using var shop = new Shop(raw.Address);
        shop.Capture(100);
        await shop.Time.TimerAsync(Shop.RequestTimeout);
        await Limits.UntilAsync(() => raw.Connections == 1);

        shop.Capture(100);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        shop.Time.Advance(Shop.RequestTimeout);

        // With a status the batch is delivered; without one it is tried again.
        if (hasStatus)
        {
            await Limits.UntilAsync(() => shop.Client.Counts.Delivered == 100);
        }
        else
        {
            await shop.Time.TimerAsync(ObservedClock.FirstRetry);
            Assert.Equal(200, shop.Client.Counts.Waiting);
        }

        shop.Oracle.BooksBalance();
    }

    [Theory]
    [InlineData("Content-Length: 2000000000")]
    [InlineData("Connection: close")]
    public async Task F44_An_endless_answer_is_read_up_to_64_KiB_and_its_status_counts(string header)
    {
        await using var raw = new RawSink(async (connection, _, stop) =>
        {
            await RawSink.ReadAsync(connection, stop);
            await RawSink.SayAsync(connection, $"HTTP/1.1 200 OK\r\n{header}\r\n\r\n", stop);
            var block = new byte[65_536];
            while (true)
            {
                await connection.GetStream().WriteAsync(block, stop);
            }
        });
        CountingStream? counted = null;
        using var transport = new HttpEventTransport(handler => handler.ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return counted = new CountingStream(new NetworkStream(socket, ownsSocket: true));
        });

        var answer = await transport.SendAsync(new TransportRequest(raw.Address, _body), Limits.Token());

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.InRange(counted!.BytesRead, 1, (64 + 16) * 1024);
    }

    [Fact]
    public async Task F46_A_resilience_handler_for_all_clients_of_the_application_changes_nothing()
    {
        await using var sink = await Sink.StartAsync();
        sink.Otherwise = _ => 503;
        using var host = TestHost.Build(
            new() { ["PublicKey"] = Shop.Key, ["Host"] = sink.Address.ToString(), ["ShutdownTimeout"] = "00:00:00" },
            out _,
            services => services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<IAnalyseClient>();

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<AnalyseDeliveryException>(
                () => client.SendAsync(Shop.Event(i), TestContext.Current.CancellationToken));
        }

        Assert.Equal(3, sink.Requests.Count);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task F48_A_network_that_comes_back_after_a_while_finds_everything_waiting()
    {
        using var reserved = ReservePort();
        var port = ((IPEndPoint)reserved.LocalEndPoint!).Port;
        await using var shop = new Shop(new Uri($"http://127.0.0.1:{port}"));
        shop.Capture(1_000);
        var end = shop.Time.GetUtcNow().AddMinutes(20);
        await shop.RunUntilAsync(() => shop.Time.GetUtcNow() > end);

        reserved.Dispose();
        await using var sink = new RawSink(
            async (connection, _, stop) =>
            {
                while (await RawSink.ReadAsync(connection, stop) is { Length: > 0 })
                {
                    await RawSink.SayAsync(connection, Ok, stop);
                }
            },
            port);
        await shop.DrainAsync();

        Assert.Equal(1_000, shop.Client.Counts.Delivered);
        shop.Oracle.BooksBalance();
    }

    /// <summary>A port that refuses connections, and that nobody else gets meanwhile.</summary>
    private static Socket ReservePort()
    {
        var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return reserved;
    }
}
