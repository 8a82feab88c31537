using System.Text.Json.Serialization.Metadata;

namespace Analyse.Stripe.Ledger;

/// <summary>The value of an entry of the ledger.</summary>
internal interface ILedgerRecord<TSelf>
    where TSelf : class
{
    /// <summary>How it is written.</summary>
    static abstract JsonTypeInfo<TSelf> Json { get; }

    /// <summary>The person that it names, which is kept beside the value.</summary>
    string? Person { get => null; set { } }
}
