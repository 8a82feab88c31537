using System.Net;
using System.Text.Json;

namespace Storefront.Tests.Shop;

/// <summary>An attempt of Stripe's stand-in, and the shop's answer.</summary>
internal sealed record SentWebhook(string Body, string Signature, HttpStatusCode Answer)
{
    public string Type { get; } = JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;
}
