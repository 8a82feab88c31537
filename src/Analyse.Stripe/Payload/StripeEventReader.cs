using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>Reads a payload.</summary>
internal static class StripeEventReader
{
    /// <returns>The event, or <see langword="null"/>: it is not JSON, or none of Stripe's events.</returns>
    public static StripeEvent? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var json = document.RootElement.Clone();
            return json.Text("id") is { } id && json.Text("type") is { } type ? new StripeEvent(json, id, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
