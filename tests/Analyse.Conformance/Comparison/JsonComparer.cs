using System.Globalization;
using System.Text;
using System.Text.Json;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance.Comparison;

/// <summary>
/// Compares JSON: numbers by value, objects without regard to the order of their fields. Only the fields of an event have
/// an order, and only its own fields can be ignored, by value: they must still be there.
/// </summary>
internal sealed class JsonComparer(IReadOnlyList<string> ignored)
{
    public IEnumerable<string> Differences(JsonElement expected, JsonElement actual, string place = "body") =>
        (expected.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => ObjectDifferences(expected, actual, place),
            (JsonValueKind.Array, JsonValueKind.Array) => ListDifferences(expected, actual, place),
            _ => IsSame(expected, actual) ? [] : [$"{place}: expected {expected.GetRawText()}, got {actual.GetRawText()}"],
        };

    private IEnumerable<string> ObjectDifferences(JsonElement expected, JsonElement actual, string place)
    {
        var isEvent = expected.TryGetProperty("event_name", out _);
        var expectedNames = expected.EnumerateObject().Select(field => field.Name).ToArray();
        var actualNames = actual.EnumerateObject().Select(field => field.Name).ToArray();

        var missing = expectedNames.Except(actualNames).Select(name => $"{place}.{name}: it is missing");
        var unexpected = actualNames.Except(expectedNames).Select(name => $"{place}.{name}: it is not expected, got {actual.GetProperty(name).GetRawText()}");
        var repeated = actualNames.CountBy(name => name).Where(count => count.Value > 1).Select(count => $"{place}.{count.Key}: it is there {count.Value} times");
        var misplaced = isEvent && expectedNames.Order().SequenceEqual(actualNames.Order()) && !expectedNames.SequenceEqual(actualNames)
            ? [$"{place}: expected the fields in the order {string.Join(", ", expectedNames)}, got {string.Join(", ", actualNames)}"]
            : Array.Empty<string>();
        var different = expectedNames.Intersect(actualNames)
            .Where(name => !(isEvent && ignored.Contains(name)))
            .SelectMany(name => Differences(expected.GetProperty(name), actual.GetProperty(name), $"{place}.{name}"));
        return [.. missing, .. unexpected, .. repeated, .. misplaced, .. different];
    }

    private IEnumerable<string> ListDifferences(JsonElement expected, JsonElement actual, string place) =>
        expected.GetArrayLength() == actual.GetArrayLength()
            ? expected.EnumerateArray().Zip(actual.EnumerateArray())
                .SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{place}[{index}]"))
            : [$"{place}: expected {expected.GetArrayLength()} elements, got {actual.GetArrayLength()}: {actual.GetRawText()}"];

    private static bool IsSame(JsonElement expected, JsonElement actual) => expected.ValueKind == actual.ValueKind && expected.ValueKind switch
    {
        JsonValueKind.Number => IsSameNumber(expected.GetRawText(), actual.GetRawText()),
        JsonValueKind.String => WellFormed(expected) == WellFormed(actual),
        _ => true,
    };

    // Decimal keeps all digits of an everyday number; beyond its range a double is what every reader of JSON makes of it.
    private static bool IsSameNumber(string expected, string actual) =>
        expected == actual
        || (decimal.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && decimal.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            ? left == right
            : double.Parse(expected, CultureInfo.InvariantCulture).Equals(double.Parse(actual, CultureInfo.InvariantCulture)));

    /// <summary>The text as UTF-8 can hold it: a lone surrogate of the recording becomes U+FFFD, as the contract says.</summary>
    private static string WellFormed(JsonElement text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(JsonText.Of(text)));
}
