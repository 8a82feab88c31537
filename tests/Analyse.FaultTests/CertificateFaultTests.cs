using System.Net;
using System.Security.Authentication;
using Analyse.FaultTests.Rig;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section C: certificates, and proxies that ask for credentials.</summary>
public sealed class CertificateFaultTests
{
    [Theory]
    [InlineData("expired")]
    [InlineData("wrong host")]
    [InlineData("self-signed")]
    [InlineData("old protocol")]
    public async Task F37_S5_Without_a_good_certificate_not_one_byte_of_a_request_is_sent(string fault)
    {
        using var certificate = Certificates.Make(
            host: fault == "wrong host" ? "elsewhere.example" : "localhost", isExpired: fault == "expired");
#pragma warning disable CA5397, SYSLIB0039 // The old protocol is the fault.
        var protocols = fault == "old protocol" ? SslProtocols.Tls11 : SslProtocols.None;
#pragma warning restore CA5397, SYSLIB0039
        await using var sink = await Sink.StartAsync(certificate: certificate, protocols: protocols);
        await using var shop = new Shop(new Uri($"https://localhost:{sink.Address.Port}"));
        shop.Capture(100);

        await shop.Time.RunOutAsync(ObservedClock.FirstRetry);
        await shop.Time.TimerAsync(Shop.RequestTimeout);

        Assert.Empty(sink.Requests);
        Assert.Equal(100, shop.Client.Counts.Waiting);
        Assert.Contains(shop.Log.Collector.GetSnapshot(), line => line.Message.Contains("SecureConnectionError", StringComparison.Ordinal));
        shop.Oracle.BooksBalance();
    }

    [Fact]
    public async Task F37_A_plain_port_where_tls_is_expected_gets_no_byte_of_the_request()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(new Uri($"https://localhost:{sink.Address.Port}"));
        shop.Capture(100);

        await shop.Time.TimerAsync(ObservedClock.FirstRetry);

        Assert.Empty(sink.Requests);
        Assert.Equal(100, shop.Client.Counts.Waiting);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task F47_A_proxy_that_asks_for_credentials_is_no_loss_and_its_password_is_not_logged(string scheme)
    {
        await using var raw = new RawSink(async (connection, _, stop) =>
        {
            while (await RawSink.ReadAsync(connection, stop) is { Length: > 0 })
            {
                await RawSink.SayAsync(connection, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", stop);
            }
        });
        await using var shop = new Shop(new Uri($"{scheme}://service.example"), options => options.ConfigureHttpHandler = handler =>
            handler.Proxy = new WebProxy(raw.Address) { Credentials = new NetworkCredential("somebody", "canary-password") });
        shop.Capture(100);

        await shop.Time.TimerAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(100, shop.Client.Counts.Waiting);
        Assert.Equal(1, shop.LogLines("KeyRefused"));
        Assert.DoesNotContain(shop.Log.Collector.GetSnapshot(), line => line.ToString().Contains("canary", StringComparison.Ordinal));
        shop.Oracle.BooksBalance();
    }
}
