using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;

namespace Analyse.Transport;

/// <summary>
/// Sends over HTTP with a handler of its own: what the application configures for its HTTP clients (resilience, logging,
/// headers) would change how often and where a batch is sent, and does not reach it.
/// </summary>
internal sealed class HttpEventTransport : IEventTransport, IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly string _product =
        $"Analyse.NET/{typeof(HttpEventTransport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"}";

    private readonly Lock _lock = new();
    private readonly byte[] _answer = new byte[4096];
    private HttpMessageInvoker? _http;
    private bool _isDisposed;

    /// <param name="configure">The application's last word on the handler; called, and checked, now.</param>
    public HttpEventTransport(Action<SocketsHttpHandler>? configure)
    {
        if (configure is not null)
        {
            _http = Connect(configure);
        }
    }

    public string? Description => null;

    // Made with the first request: the platform's HTTP takes long to load, and nobody who captures should wait for it.
    private HttpMessageInvoker Http
    {
        get
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return _http ??= Connect(configure: null);
            }
        }
    }

    private static HttpMessageInvoker Connect(Action<SocketsHttpHandler>? configure)
    {
        var handler = new SocketsHttpHandler
        {
            // A host that moves is found again within this time; without it a connection lives for ever.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // The first request of the application must not live on as the parent of every batch.
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            // The answer is read here, as far as it is worth it.
            MaxResponseDrainSize = 0,
        };
        configure?.Invoke(handler);
        RefuseUncheckedCertificates(handler.SslOptions);
        // A redirect would carry the key to another host, or turn the batch into a GET that loses it.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        return new HttpMessageInvoker(handler);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var body = new RequestBody(request.Body);
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Address) { Content = body };
        message.Headers.TryAddWithoutValidation("User-Agent", _product);
        try
        {
            using var response = await Http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            await ReadAwayAsync(response, cancellationToken).ConfigureAwait(false);
            var retryAfter = RetryAfterOf(response);
            return new TransportAnswer
            {
                Status = response.StatusCode,
                RetryAfter = retryAfter,
                Date = retryAfter is null ? null : response.Headers.Date,
            };
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new TransportAnswer { Status = RefusedByProxy(failure), Failure = failure, CutDuringUpload = IsCut(body, failure) };
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _http?.Dispose();
        }
    }

    private static string? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.First() : null;

    /// <summary>That all of a body went out is no proof that it arrived: the system takes megabytes that nobody ever reads.</summary>
    private static bool IsCut(RequestBody body, Exception failure) => body.HasBegun && failure
        is IOException or HttpRequestException { HttpRequestError: HttpRequestError.Unknown or HttpRequestError.ResponseEnded };

    private static HttpStatusCode? RefusedByProxy(Exception failure) =>
        failure is HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired and var status } ? status : null;

    private static void RefuseUncheckedCertificates(SslClientAuthenticationOptions options)
    {
        if (options.RemoteCertificateValidationCallback is not null)
        {
            throw new InvalidOperationException(
                "ConfigureHttpHandler sets RemoteCertificateValidationCallback, with which certificates could go unchecked. Name an authority of your own in SslOptions.CertificateChainPolicy instead.");
        }
    }

    /// <summary>Reads the rest of a short answer, so that the connection can be used again; a long one is not worth it.</summary>
    private async Task ReadAwayAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength is 0)
        {
            return;
        }

        try
        {
            var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = content.ConfigureAwait(false);
            var total = 0;
            while (total < MaxAnswerBytes)
            {
                // What is read is thrown away, so that all requests may read into the same bytes.
                var read = await content.ReadAsync(_answer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                total += read;
            }
        }
        catch (Exception)
        {
            // The status is there; what is wrong with the rest of the answer, or that it takes too long, changes nothing.
        }
    }
}
