using System.Text.Json.Nodes;

namespace Storefront.SimulatedStripe;

/// <summary>Something that happened to an object at Stripe: the type of the event, and the object as it is now.</summary>
internal sealed record StripeChange(string Type, JsonObject Object, JsonObject? Before = null);
