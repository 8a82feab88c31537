using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Ledger;

/// <summary>What is known about one of Stripe's ids: what it is joined with, and who it was.</summary>
internal sealed class KnownId : ILedgerRecord<KnownId>
{
    /// <summary>The ids that were named beside it. A customer has none: it may have thousands.</summary>
    public ObjectIds JoinedTo { get; set; } = ObjectIds.None;

    /// <summary>The key of the payment that it is a part of.</summary>
    public string? Payment { get; set; }

    /// <summary>The keys of payments that hold events which nobody was known for: whoever is named for this id is their person.</summary>
    public List<string> Nameless { get; set; } = [];

    /// <summary>Whether <see cref="Person"/> is the anonymous id of a browser.</summary>
    public bool IsAnonymous { get; set; }

    /// <summary>Who it was. It is kept where the store can erase it, and not in the text of the entry.</summary>
    [JsonIgnore]
    public string? Person { get; set; }

    public static JsonTypeInfo<KnownId> Json => LedgerJson.Default.KnownId;
}
