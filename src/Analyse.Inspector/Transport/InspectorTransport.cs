using System.Globalization;
using System.Net;
using Analyse.Inspector.Endpoints;
using Analyse.Inspector.Ingest;
using Analyse.Transport;

namespace Analyse.Inspector.Transport;

/// <summary>
/// Brings the events of this application to the inspector it has mapped: over HTTP, like everything else that sends
/// events, or straight to the same checks where no request can get there.
/// </summary>
/// <param name="ingest">The checks.</param>
/// <param name="path">Where the inspector is mapped, such as <c>/analyse</c>.</param>
/// <param name="findServer">The address to call the application at; null before it has started, after it was asked to stop, and when it has none.</param>
internal sealed class InspectorTransport(IngestService ingest, string path, Func<Uri?> findServer) : IEventTransport, IDisposable
{
    // Nothing of the application's own (proxies, cookies, the trace of the first request) belongs to a call to itself.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });

    public string? Description => $"the inspector at {(path.Length is 0 ? "/" : path)}";

    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var form = request.Address.AbsolutePath.EndsWith("/v1/event", StringComparison.Ordinal) ? IngestForm.Event : IngestForm.Batch;

        return findServer() is { } server && await SendOverHttpAsync(server, form, request.Body, cancellationToken).ConfigureAwait(false) is { } answer
            ? answer
            : await SendDirectlyAsync(form, request.Body, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    /// <returns>The inspector's answer; <see langword="null"/> when the request did not get to it.</returns>
    private async Task<TransportAnswer?> SendOverHttpAsync(Uri server, IngestForm form, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"{path}/v1/{(form is IngestForm.Event ? "event" : "batch")}"));
        message.Content = new ReadOnlyMemoryContent(body);
        message.Content.Headers.ContentType = new("application/json");

        try
        {
            using var response = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return IngestEndpoint.Answered(response) ? Read(response) : null;
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError)
        {
            return null;
        }
        catch (HttpRequestException failure)
        {
            return new TransportAnswer { Failure = failure };
        }
    }

    private async Task<TransportAnswer> SendDirectlyAsync(IngestForm form, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var reply = await ingest.ReceiveAsync(form, body, cancellationToken).ConfigureAwait(false);
        return new TransportAnswer
        {
            Status = (HttpStatusCode)reply.Status,
            RetryAfter = reply.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static TransportAnswer Read(HttpResponseMessage response) => new()
    {
        Status = response.StatusCode,
        RetryAfter = response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.First() : null,
    };
}
