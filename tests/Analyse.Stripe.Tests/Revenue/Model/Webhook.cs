namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>What Stripe sends.</summary>
internal sealed record Webhook(string Type, string Json);
