using System.Net;
using System.Text;
using Analyse.Tests.Support;
using Analyse.Transport;
using Xunit;

namespace Analyse.Tests.Transport;

public sealed class HttpEventTransportTests : IDisposable
{
    private const string Body = """{"publicKey":"pk_test","events":[]}""";

    private readonly HttpEventTransport _transport = new(null);
    private readonly LoopbackServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _transport.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_request_is_a_post_of_the_exact_bytes_as_json_and_nothing_else()
    {
        var answer = await SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        var request = Assert.Single(_server.Requests);
        var lines = request.Split("\r\n");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("POST /v1/batch HTTP/1.1", lines[0]);
        Assert.EndsWith("\r\n\r\n" + Body, request, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Content-Length: 35",
                "Content-Type: application/json",
                $"Host: 127.0.0.1:{_server.Address.Port}",
                "User-Agent: Analyse.NET/0.0.0",
            ],
            lines[1..^2].Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204)]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}", 202)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"accepte", 200)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk", 200)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\ncut", 200)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", 503)]
    public async Task The_status_counts_whatever_the_body_is(string answer, int status) =>
        Assert.Equal(status, (int?)(await SendAsync(answer)).Status);

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        var answer = await SendAsync(
            $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {_server.Address}elsewhere\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.Status);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("Retry-After: 7\r\n", "7")]
    [InlineData("Retry-After: soon-ish\r\n", "soon-ish")]
    [InlineData("Retry-After: 7\r\nRetry-After: 9\r\n", "7")]
    [InlineData("", null)]
    public async Task Retry_after_is_handed_on_as_it_came(string header, string? expected) =>
        Assert.Equal(expected, (await SendAsync($"HTTP/1.1 429 Slow Down\r\n{header}Content-Length: 0\r\n\r\n")).RetryAfter);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 2")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("SSH-2.0-OpenSSH_9.7\r\n")]
    public async Task An_answer_that_is_none_is_a_failure(string bytes)
    {
        var answer = await SendAsync(bytes);

        Assert.Null(answer.Status);
        Assert.NotNull(answer.Failure);
    }

    [Fact]
    public async Task A_refused_connection_is_a_failure_of_its_kind()
    {
        var address = _server.Address;
        _server.Dispose();

        var answer = await _transport.SendAsync(new TransportRequest(address, Encoding.UTF8.GetBytes(Body)), Token);

        Assert.Equal(HttpRequestError.ConnectionError, Assert.IsType<HttpRequestException>(answer.Failure).HttpRequestError);
        Assert.False(answer.CutDuringUpload);
    }

    [Fact]
    public async Task A_reset_during_or_right_after_the_upload_is_a_cut()
    {
        var sending = _transport.SendAsync(new TransportRequest(_server.Address, new byte[4_000_000]), Token);

        await _server.ResetAsync();

        Assert.True((await sending).CutDuringUpload);
    }

    [Fact]
    public async Task Only_the_cancellation_of_the_attempt_throws()
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = _transport.SendAsync(new TransportRequest(_server.Address, Encoding.UTF8.GetBytes(Body)), attempt.Token).AsTask();
        await _server.RequestAsync();

        await attempt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public void Redirects_and_cookies_stay_off_whatever_the_application_configures()
    {
        SocketsHttpHandler? seen = null;
        using var transport = new HttpEventTransport(handler =>
        {
            seen = handler;
            handler.AllowAutoRedirect = true;
            handler.UseCookies = true;
        });

        Assert.False(seen!.AllowAutoRedirect);
        Assert.False(seen.UseCookies);
        Assert.Equal(TimeSpan.FromMinutes(2), seen.PooledConnectionLifetime);
    }

    [Fact]
    public void A_handler_that_would_not_check_certificates_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new HttpEventTransport(
            handler => handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null));

        Assert.Contains("RemoteCertificateValidationCallback", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_after_the_end_is_an_answer_without_a_status_and_makes_no_connection()
    {
        var transport = new HttpEventTransport(configure: null);
        transport.Dispose();

        var answer = await transport.SendAsync(new TransportRequest(_server.Address, Encoding.UTF8.GetBytes(Body)), Token);

        Assert.Null(answer.Status);
        Assert.IsType<ObjectDisposedException>(answer.Failure);
    }

    private async Task<TransportAnswer> SendAsync(string answer)
    {
        var request = new TransportRequest(new Uri(_server.Address, "/v1/batch"), Encoding.UTF8.GetBytes(Body));
        var sending = _transport.SendAsync(request, Token);
        await _server.AnswerAsync(answer);
        return await sending;
    }
}
