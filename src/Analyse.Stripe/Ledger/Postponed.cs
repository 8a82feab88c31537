using System.Text.Json;

namespace Analyse.Stripe.Ledger;

/// <summary>
/// An event about money that was rejected since nobody was known for it. It is captured when a later event names the person.
/// </summary>
internal sealed class Postponed
{
    public string Name { get; set; } = "";

    public string Key { get; set; } = "";

    public string Fact { get; set; } = "";

    public long At { get; set; }

    public long? Amount { get; set; }

    public string? Currency { get; set; }

    public Billing? Billing { get; set; }

    /// <summary>Its properties, and what typed members hold.</summary>
    public Dictionary<string, JsonElement> Properties { get; set; } = [];

    /// <summary>The id of Stripe's event that named the person, once one has.</summary>
    public string? Cause { get; set; }
}
