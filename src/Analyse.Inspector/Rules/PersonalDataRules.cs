using System.Text.Json;
using System.Text.RegularExpressions;
using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Rules;

/// <summary>Properties carry no personal data: an e-mail address or a name belongs in the traits of <c>$identify</c>.</summary>
internal static partial class PersonalDataRules
{
    public static void Check(JsonElement properties, Findings warnings)
    {
        foreach (var property in properties.EnumerateObject())
        {
            var path = $"{EventFields.Properties}.{property.Name}";

            if (property.Name is "$name" or "$email" or "$avatar")
            {
                warnings.Add(path, $"{property.Name} is a trait of a person. Send it with $identify.");
            }
            else if (HasAddress(property.Value))
            {
                warnings.Add(path, $"{property.Name} looks like an e-mail address. Personal data belongs in the traits of $identify.");
            }
        }
    }

    private static bool HasAddress(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Address.IsMatch(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().Any(HasAddress),
        JsonValueKind.Object => value.EnumerateObject().Any(property => HasAddress(property.Value)),
        _ => false,
    };

    [GeneratedRegex(@"[^\s@<>,;:/?=&]@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z]")]
    private static partial Regex Address { get; }
}
