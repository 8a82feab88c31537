using System.Text.Json;
using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Rules;

/// <summary>Rules for the fields that every event has, whatever its name.</summary>
internal static class EnvelopeRules
{
    public static void Check(JsonElement element, Findings warnings)
    {
        foreach (var field in element.EnumerateObject())
        {
            CheckField(field.Name, field.Value, warnings);
        }

        foreach (var name in JsonObjects.Repeated(element))
        {
            warnings.Add(name, $"{name} is there more than once. The last one counts; send it once.");
        }

        CheckWhatIsAlwaysThere(element, warnings);
    }

    private static void CheckField(string name, JsonElement value, Findings warnings)
    {
        if (!EventFields.IsKnown(name))
        {
            warnings.Add(name, $"{name} is no field of an event. What is your own goes into properties.");
        }
        else if (value.ValueKind is JsonValueKind.Null)
        {
            warnings.Add(name, $"{name} is null. {Mend(name)}");
        }
        else if (name is not EventFields.ReferrerDomain && value.ValueKind is JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()))
        {
            warnings.Add(name, $"{name} is blank. {Mend(name)}");
        }
        else if (name is EventFields.Name && value.GetString() is { } text && text != text.Trim())
        {
            warnings.Add(name, "event_name begins or ends with a space, which makes it another event. Trim it.");
        }
        else if (name is EventFields.Timestamp && !Timestamps.IsWireForm(value))
        {
            warnings.Add(name, $"timestamp is not in the form of the contract. Send UTC with milliseconds, such as {Timestamps.Example}.");
        }
    }

    private static string Mend(string name) => name switch
    {
        EventFields.ReferrerDomain => "Send \"\" when there is no referrer.",
        EventFields.Properties => "Send {} when there are none.",
        EventFields.AnonymousId => "Send the person id there when no anonymous id is known.",
        _ => "Leave a field without a value out.",
    };

    private static void CheckWhatIsAlwaysThere(JsonElement element, Findings warnings)
    {
        foreach (var name in (ReadOnlySpan<string>)[EventFields.AnonymousId, EventFields.ReferrerDomain, EventFields.Properties])
        {
            if (!element.TryGetProperty(name, out _))
            {
                warnings.Add(name, $"{name} is missing. {Mend(name)}");
            }
        }
    }
}
