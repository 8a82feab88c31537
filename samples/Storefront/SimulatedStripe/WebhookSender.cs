using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using Analyse.Stripe;
using Microsoft.Extensions.Options;
using Stripe;

namespace Storefront.SimulatedStripe;

/// <summary>
/// Posts events to the shop over HTTP, signed, and again until it is answered with 2xx. Stripe pauses for minutes and hours
/// between attempts and gives up after three days; here it is seconds, until the shop stops.
/// </summary>
internal sealed class WebhookSender(
    IHttpClientFactory clients, IOptions<AnalyseStripeOptions> endpoint, TimeProvider clock, ILogger<WebhookSender> logger) : BackgroundService
{
    public const string ClientName = "SimulatedStripe";

    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<Webhook> _queue = Channel.CreateUnbounded<Webhook>();

    public void Send(Webhook webhook) => _queue.Writer.TryWrite(webhook);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _queue.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = stoppingToken },
        DeliverAsync);

    private async ValueTask DeliverAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var pause = _firstPause;
        for (var attempt = 1; ; attempt++)
        {
            var answer = await PostAsync(webhook, cancellationToken);
            if (answer is >= 200 and < 300)
            {
                logger.Delivered(webhook.Type, webhook.EventId, attempt, answer);
                return;
            }

            logger.SentAgain(webhook.Type, webhook.EventId, attempt, answer, pause.TotalSeconds);
            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }
    }

    /// <returns>The status; 0 when there was no answer.</returns>
    private async Task<int> PostAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        // The body stays; the time, and with it the signature, is that of the attempt.
        var signature = EventUtility.GenerateSignatureHeader(
            webhook.Payload, endpoint.Value.SigningSecrets[0], clock.GetUtcNow().ToUnixTimeSeconds());
        using var content = new StringContent(webhook.Payload, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8"));
        content.Headers.Add("Stripe-Signature", signature);
        using var client = clients.CreateClient(ClientName);
        try
        {
            using var response = await client.PostAsync(webhook.Address, content, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}
