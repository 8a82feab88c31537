using System.Net;
using System.Text.Json;
using Analyse.Stripe.Diagnostics;
using Analyse.Stripe.Payload;
using Stripe;

namespace Analyse.Stripe.Api;

/// <summary>
/// Asks Stripe for what a webhook does not hold, when the application has registered an <see cref="IStripeClient"/>. Answers
/// are read as JSON, since Stripe.net's types fit one version of the API alone.
/// </summary>
internal sealed class StripeLookup(IStripeClient? client, TimeProvider time, StripeReport report)
{
    /// <summary>Stripe waits for the answer to its webhook, and hangs up after some seconds more than this.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(8);

    /// <summary>Whether the application has registered a client.</summary>
    public bool IsAvailable => client is not null;

    /// <summary>The session with its line items.</summary>
    public Task<JsonElement> SessionAsync(string id, string? account, CancellationToken cancellationToken) => InTimeAsync(
        token => ReadAsync($"/v1/checkout/sessions/{Escaped(id)}", new BaseOptions { Expand = ["line_items"] }, account, token),
        cancellationToken);

    /// <summary>A price.</summary>
    public Task<JsonElement> PriceAsync(string id, string? account, CancellationToken cancellationToken) =>
        InTimeAsync(token => ReadAsync($"/v1/prices/{Escaped(id)}", new BaseOptions(), account, token), cancellationToken);

    /// <summary>An object that an event names by its address.</summary>
    public Task<JsonElement> ObjectAsync(string path, string? account, CancellationToken cancellationToken) =>
        InTimeAsync(token => ReadAsync(path, new BaseOptions(), account, token, isNeeded: true), cancellationToken);

    /// <summary>A customer.</summary>
    public Task<JsonElement> CustomerAsync(string id, string? account, CancellationToken cancellationToken) =>
        InTimeAsync(token => ReadAsync($"/v1/customers/{Escaped(id)}", new BaseOptions(), account, token, isNeeded: true), cancellationToken);

    /// <summary>The metadata and the customer of a payment. That of a subscription says nothing itself, but the invoice that it paid does.</summary>
    /// <param name="id">The id of a payment intent, or of a charge.</param>
    /// <param name="account">The connected account that it is of.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<(Metadata Metadata, string? CustomerId)> PaymentAsync(string id, string? account, CancellationToken cancellationToken) => InTimeAsync(
        async token =>
        {
            var isIntent = id.StartsWith("pi_", StringComparison.Ordinal);
            var kind = isIntent ? "payment_intents" : "charges";
            var payment = await ReadAsync($"/v1/{kind}/{Escaped(id)}", new BaseOptions(), account, token, isNeeded: true).ConfigureAwait(false);
            var metadata = new PaymentIntentJson(payment).Metadata;
            if (metadata.IsIdentified || !isIntent || payment.ValueKind is not JsonValueKind.Object)
            {
                return (metadata, payment.Id("customer"));
            }

            var invoice = await InvoiceOfPaymentAsync(id, account, token).ConfigureAwait(false);
            return (new InvoiceJson(invoice).Metadata, payment.Id("customer") ?? invoice.Id("customer"));
        },
        cancellationToken);

    /// <summary>A page of Stripe's list of events. Unlike the rest, it throws whatever refusal Stripe answers.</summary>
    public Task<JsonElement> EventsAsync(ListOptions options, string? account, CancellationToken cancellationToken) =>
        InTimeAsync(token => AskAsync("/v1/events", options, account, token), cancellationToken);

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    private static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500
        && status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict);

    private async Task<JsonElement> InvoiceOfPaymentAsync(string id, string? account, CancellationToken cancellationToken)
    {
        var options = new BaseOptions { Expand = ["data.invoice"] };
        options.AddExtraParam("payment[type]", "payment_intent");
        options.AddExtraParam("payment[payment_intent]", id);
        var payments = await ReadAsync("/v1/invoice_payments", options, account, cancellationToken, isNeeded: true).ConfigureAwait(false);
        return payments.Items("data") is [var first, ..] ? first.Field("invoice") : default;
    }

    /// <summary>All that is asked for one webhook has one time.</summary>
    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ask(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Stripe's API did not answer within {_patience.TotalSeconds} s.");
        }
    }

    /// <param name="path">What is asked for.</param>
    /// <param name="options">How it is to be shown.</param>
    /// <param name="account">The connected account that it is of.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isNeeded">Whether the event is refused without the answer: then a key that was rolled is waited for.</param>
    /// <returns>The object; of kind <see cref="JsonValueKind.Undefined"/> when there is no client, or Stripe will not show it.</returns>
    /// <exception cref="Exception">Stripe cannot be reached now.</exception>
    private async Task<JsonElement> ReadAsync(
        string path, BaseOptions options, string? account, CancellationToken cancellationToken, bool isNeeded = false)
    {
        // An id of dots alone would lead to another path.
        if (client is null || path.EndsWith('.'))
        {
            return default;
        }

        try
        {
            return await AskAsync(path, options, account, cancellationToken).ConfigureAwait(false);
        }
        catch (StripeException refusal) when (IsFinal(refusal.HttpStatusCode))
        {
            report.LookupRefused((int)refusal.HttpStatusCode);
            if (isNeeded && refusal.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                throw;
            }

            return default;
        }
    }

    private async Task<JsonElement> AskAsync(string path, BaseOptions options, string? account, CancellationToken cancellationToken)
    {
        // Between its own attempts Stripe.net waits for some seconds whatever the token says.
        var stream = await client!
            .RequestStreamingAsync(HttpMethod.Get, path, options, new RequestOptions { StripeAccount = account }, cancellationToken)
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            return document.RootElement.Clone();
        }
    }
}
