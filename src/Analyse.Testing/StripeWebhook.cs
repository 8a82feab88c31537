using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Analyse.Testing;

/// <summary>
/// Signs payloads as Stripe signs its webhooks, so that a test can send one:
/// <c>await client.PostAsync("/webhooks/stripe", StripeWebhook.CreateContent(json, "whsec_test", time.GetUtcNow()))</c>.
/// </summary>
public static class StripeWebhook
{
    /// <summary>The header that holds the signature.</summary>
    public const string SignatureHeaderName = "Stripe-Signature";

    /// <summary>The value of the header for a payload that is sent as UTF-8.</summary>
    /// <param name="payload">The JSON of the event.</param>
    /// <param name="secret">The signing secret of the endpoint, <c>whsec_…</c>.</param>
    /// <param name="time">When it is signed, by the clock that the application under test goes by; whole seconds count.</param>
    /// <returns>The value, <c>t=…,v1=…</c>.</returns>
    /// <exception cref="ArgumentException">The secret is blank.</exception>
    public static string Sign(string payload, string secret, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return Sign(Encoding.UTF8.GetBytes(payload), secret, time);
    }

    /// <summary>The value of the header for a payload of these bytes.</summary>
    /// <param name="payload">The body, as it is sent.</param>
    /// <param name="secret">The signing secret of the endpoint, <c>whsec_…</c>.</param>
    /// <param name="time">When it is signed, by the clock that the application under test goes by; whole seconds count.</param>
    /// <returns>The value, <c>t=…,v1=…</c>.</returns>
    /// <exception cref="ArgumentException">The secret is blank.</exception>
    public static string Sign(ReadOnlySpan<byte> payload, string secret, DateTimeOffset time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        var seconds = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{seconds}."));
        hmac.AppendData(payload);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }

    /// <summary>The body of a request as Stripe sends it: the payload as UTF-8, with its signature.</summary>
    /// <param name="payload">The JSON of the event.</param>
    /// <param name="secret">The signing secret of the endpoint, <c>whsec_…</c>.</param>
    /// <param name="time">When it is signed, by the clock that the application under test goes by; whole seconds count.</param>
    /// <returns>Content to post.</returns>
    /// <exception cref="ArgumentException">The secret is blank.</exception>
    public static HttpContent CreateContent(string payload, string secret, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return CreateContent(Encoding.UTF8.GetBytes(payload), secret, time);
    }

    /// <summary>The body of a request as Stripe sends it: these bytes, with their signature.</summary>
    /// <param name="payload">The body.</param>
    /// <param name="secret">The signing secret of the endpoint, <c>whsec_…</c>.</param>
    /// <param name="time">When it is signed, by the clock that the application under test goes by; whole seconds count.</param>
    /// <returns>Content to post.</returns>
    /// <exception cref="ArgumentException">The secret is blank.</exception>
    public static HttpContent CreateContent(ReadOnlyMemory<byte> payload, string secret, DateTimeOffset time)
    {
        var content = new ReadOnlyMemoryContent(payload);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        content.Headers.Add(SignatureHeaderName, Sign(payload.Span, secret, time));
        return content;
    }
}
