using System.Text.Json;
using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Rules;

/// <summary>What the contract says about one property of a standard event.</summary>
internal sealed record PropertyRule(string Name, PropertyKind Kind, params string[] Choices)
{
    public bool IsRequired { get; init; }

    /// <summary>The same property in an event that cannot do without it.</summary>
    public PropertyRule Required => this with { IsRequired = true };

    private string Path => $"{EventFields.Properties}.{Name}";

    public void Check(string eventName, JsonElement properties, Findings warnings)
    {
        if (!properties.TryGetProperty(Name, out var value))
        {
            if (IsRequired)
            {
                warnings.Add(Path, $"{Name} is missing: {eventName} needs it.");
            }
        }
        else if (value.ValueKind is JsonValueKind.Null)
        {
            warnings.Add(Path, IsRequired ? $"{Name} is null: {eventName} needs it." : $"{Name} is null. Leave a property without a value out.");
        }
        else if (!Fits(value))
        {
            warnings.Add(Path, $"{Name} is {Shown(value)}. {Mend}");
        }
        else if (IsRequired && value.ValueKind is JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()))
        {
            warnings.Add(Path, $"{Name} is blank: {eventName} needs it.");
        }
    }

    private bool Fits(JsonElement value) => Kind switch
    {
        PropertyKind.WholeNumber => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        PropertyKind.YesOrNo => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        PropertyKind.Date => Timestamps.IsDate(value),
        PropertyKind.Choice => value.ValueKind is JsonValueKind.String && Choices.Contains(value.GetString(), StringComparer.Ordinal),
        _ => value.ValueKind is JsonValueKind.String,
    };

    private string Mend => Kind switch
    {
        PropertyKind.WholeNumber when Name is "amount" => "Send a whole number of minor units: 4900 is 49.00 USD, 500 is 500 JPY.",
        PropertyKind.WholeNumber => "Send a whole number.",
        PropertyKind.YesOrNo => "Send true or false.",
        PropertyKind.Date => "Send a date in ISO 8601, such as 2026-12-01.",
        PropertyKind.Choice when Choices is [var only] => $"It can only be {only}.",
        PropertyKind.Choice => $"Use {string.Join(", ", Choices[..^1])} or {Choices[^1]}.",
        _ => "Send a text.",
    };

    private static string Shown(JsonElement value)
    {
        const int Most = 40;
        var text = value.GetRawText();
        return text.Length <= Most ? text : string.Concat(text.AsSpan(0, Most), "…");
    }
}
