using System.Text.Json.Serialization;

namespace Analyse.Stripe.Ledger;

/// <summary>How the values of the ledger are written: short, since there is one for each of Stripe's objects.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KnownId))]
[JsonSerializable(typeof(PaymentRecord))]
[JsonSerializable(typeof(SubscriptionRecord))]
internal sealed partial class LedgerJson : JsonSerializerContext;
