using System.Net;
using System.Text.Json;
using Analyse.Stripe.Diagnostics;
using Analyse.Stripe.Payload;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Analyse.Stripe.Api;

/// <summary>
/// Asks Stripe for what a webhook does not hold, when the application has registered an <see cref="IStripeClient"/>. Answers
/// are read as JSON, since Stripe.net's types fit one version of the API alone.
/// </summary>
internal sealed class StripeLookup(IStripeClient? client, TimeProvider time, ILogger logger)
{
    /// <summary>Stripe waits for the answer to its webhook, and hangs up after some seconds more than this.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(8);

    /// <summary>The session with its line items.</summary>
    public Task<JsonElement> SessionAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync($"/v1/checkout/sessions/{Escaped(id)}", new BaseOptions { Expand = ["line_items"] }, cancellationToken);

    /// <summary>A price.</summary>
    public Task<JsonElement> PriceAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync($"/v1/prices/{Escaped(id)}", new BaseOptions(), cancellationToken);

    /// <summary>A payment intent, or a charge.</summary>
    public Task<JsonElement> PaymentAsync(string id, CancellationToken cancellationToken) => ReadAsync(
        IsIntent(id) ? $"/v1/payment_intents/{Escaped(id)}" : $"/v1/charges/{Escaped(id)}", new BaseOptions(), cancellationToken);

    /// <summary>The invoice that a payment intent paid; it has the subscription's metadata.</summary>
    public async Task<JsonElement> InvoiceOfPaymentAsync(string id, CancellationToken cancellationToken)
    {
        if (!IsIntent(id))
        {
            return default;
        }

        var options = new BaseOptions { Expand = ["data.invoice"] };
        options.AddExtraParam("payment[type]", "payment_intent");
        options.AddExtraParam("payment[payment_intent]", id);
        var payments = await ReadAsync("/v1/invoice_payments", options, cancellationToken).ConfigureAwait(false);
        return payments.Items("data") is [var first, ..] ? first.Field("invoice") : default;
    }

    private static bool IsIntent(string id) => id.StartsWith("pi_", StringComparison.Ordinal);

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    /// <returns>The object; of kind <see cref="JsonValueKind.Undefined"/> when there is no client, or Stripe will not show it.</returns>
    /// <exception cref="Exception">Stripe cannot be reached now.</exception>
    private async Task<JsonElement> ReadAsync(string path, BaseOptions options, CancellationToken cancellationToken)
    {
        if (client is null)
        {
            return default;
        }

        using var patience = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var stream = await client
                .RequestStreamingAsync(HttpMethod.Get, path, options, new RequestOptions(), either.Token)
                .ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                using var document = await JsonDocument.ParseAsync(stream, cancellationToken: either.Token).ConfigureAwait(false);
                return document.RootElement.Clone();
            }
        }
        catch (StripeException refusal) when (IsFinal(refusal.HttpStatusCode))
        {
            logger.LookupRefused((int)refusal.HttpStatusCode);
            return default;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Stripe's API did not answer within {_patience.TotalSeconds} s.");
        }
    }

    private static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 and not ((int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.Conflict);
}
