using System.Text.Json;
using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Rules;

/// <summary>All rules of the contract for one event that can be read, in the order in which a developer reads the event.</summary>
internal static class EventRules
{
    private const string Identify = "$identify";

    private static readonly JsonElement _none = JsonDocument.Parse("{}").RootElement;

    public static Findings Check(string name, JsonElement element)
    {
        var warnings = new Findings();
        var properties = element.TryGetProperty(EventFields.Properties, out var given) && given.ValueKind is JsonValueKind.Object ? given : _none;

        EnvelopeRules.Check(element, warnings);

        if (name is Identify)
        {
            CheckIdentify(element, warnings);
            return warnings;
        }

        StandardEventRules.Check(name, properties, warnings);
        PersonalDataRules.Check(properties, warnings);
        return warnings;
    }

    private static void CheckIdentify(JsonElement element, Findings warnings)
    {
        if (JsonObjects.Text(element, EventFields.PersonId) is null)
        {
            warnings.Add(EventFields.PersonId, "$identify says who a person is, but person_id is missing. Send the site's own user id.");
        }
    }
}
