using System.Net;

namespace Storefront.Tests.Shop;

/// <summary>An attempt of Stripe's stand-in, and the shop's answer.</summary>
internal sealed record SentWebhook(string Body, string Signature, HttpStatusCode Answer);
