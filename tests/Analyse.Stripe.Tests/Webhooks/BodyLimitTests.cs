using System.Net;
using System.Net.Sockets;
using System.Text;
using Analyse.Stripe.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

/// <summary>How long a body may be, on real Kestrel: the servers differ in how they hand a body over.</summary>
public sealed class BodyLimitTests
{
    private const int Limit = 256 * 1024;

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_body_of_exactly_256_KiB_is_taken_and_one_more_byte_is_413(bool isChunked)
    {
        await using var site = await TestSite.StartAsync(kestrel: static _ => { });

        Assert.Equal(HttpStatusCode.OK, await SendAsync(site, Padded(Limit), isChunked));
        site.Recorder.Single<CheckoutFinished>();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(site, Padded(Limit + 1), isChunked));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(site, Padded(20 * Limit), isChunked));

        Assert.Single(site.Recorder.Events);
        Assert.Single(site.Complaints);
    }

    [Fact]
    public async Task The_limit_is_the_options()
    {
        await using var site = await TestSite.StartAsync(static options => options.MaxBodyBytes = 1024 * 1024, kestrel: static _ => { });

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Padded(1024 * 1024)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await site.SendAsync(Padded((1024 * 1024) + 1)));
    }

    [Fact]
    public async Task Windows_and_buffers_smaller_than_the_body_do_not_stop_it()
    {
        await using var site = await TestSite.StartAsync(
            static options => options.MaxBodyBytes = 2 * 1024 * 1024,
            kestrel: static kestrel =>
            {
                kestrel.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http2);
                kestrel.Limits.MaxRequestBufferSize = 64 * 1024;
                kestrel.Limits.Http2.InitialStreamWindowSize = 65_535;
                kestrel.Limits.Http2.InitialConnectionWindowSize = 65_535;
            });
        site.Client.DefaultRequestVersion = HttpVersion.Version20;
        site.Client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Padded(2 * 1024 * 1024)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_lower_limit_of_the_servers_is_413_and_no_error(bool isChunked)
    {
        await using var site = await TestSite.StartAsync(kestrel: static kestrel => kestrel.Limits.MaxRequestBodySize = 1_000);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(site, Padded(50_000), isChunked));

        Assert.Empty(site.Complaints);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_client_that_hangs_up_within_the_body_is_no_error(bool isReset)
    {
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var site = await TestSite.StartAsync(
            use: app => app.Use(async (context, next) =>
            {
                await next(context);
                ended.TrySetResult(context.Response.StatusCode);
            }),
            kestrel: static _ => { });

        await SendHalfAsync(site.Client.BaseAddress!, isReset);
        var status = await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.True(status is 400 or 503, $"The answer that nobody reads was {status}.");
        Assert.Empty(site.Complaints);
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));
    }

    [Fact]
    public async Task No_more_is_read_than_the_limit_and_a_buffer()
    {
        await using var site = await TestSite.StartAsync();
        await using var endless = new EndlessStream();
        await using var scope = site.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Body = endless } };
        context.Request.Headers["Stripe-Signature"] = "t=1,v1=2";

        var before = GC.GetAllocatedBytesForCurrentThread();
        var handled = WebhookEndpoint.HandleAsync(context);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(handled.IsCompletedSuccessfully, "The stream always answers at once.");

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, context.Response.StatusCode);
        Assert.InRange(endless.BytesRead, Limit + 1, Limit + (64 * 1024));
        Assert.InRange(allocated, 0, 8 * Limit);
    }

    private static byte[] Padded(int length) => Payloads.Checkout().PadRight(length).Utf8();

    private static async Task<HttpStatusCode> SendAsync(TestSite site, byte[] body, bool isChunked)
    {
        if (!isChunked)
        {
            return await site.SendAsync(body);
        }

        using var content = new StreamContent(new UnknownLengthStream(body));
        return await site.PostAsync(content, Signed.Header(body));
    }

    private static async Task SendHalfAsync(Uri address, bool isReset)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST /webhooks/stripe HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: 10000\r\n\r\n{{\"id\":"),
            TestContext.Current.CancellationToken);
        client.LingerState = new LingerOption(isReset, 0);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            BytesRead += buffer.Length;
            buffer.Span.Fill((byte)' ');
            return new ValueTask<int>(buffer.Length);
        }
    }

    private sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
