using System.Collections.Concurrent;

namespace Storefront.Tests.Shop;

/// <summary>Remembers each webhook once it is answered.</summary>
internal sealed class WebhookRecorder(ConcurrentQueue<SentWebhook> sent, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        sent.Enqueue(new SentWebhook(body, request.Content.Headers.GetValues("Stripe-Signature").Single(), response.StatusCode));
        return response;
    }
}
