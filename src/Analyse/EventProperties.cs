using System.Text.Json;

namespace Analyse;

/// <summary>
/// Properties of an event, or traits of a person: <c>new() { ["coupon"] = "SPRING", ["seats"] = 3, ["trial"] = null }</c>.
/// Names are compared exactly, order is that of insertion, and a name set twice holds the later value.
/// </summary>
public sealed class EventProperties : Dictionary<string, PropertyValue?>
{
    /// <summary>Writes every entry but those with a reserved name into an object that is already open.</summary>
    /// <returns>False, and the writer is in any state, as soon as it would hold more than <paramref name="limit"/> bytes.</returns>
    internal bool TryWriteEntriesTo(Utf8JsonWriter writer, long limit, ReadOnlySpan<string> reserved = default)
    {
        foreach (var (name, value) in this)
        {
            if (!reserved.Contains(name) && !value.GetValueOrDefault().TryWriteEntryTo(writer, name, limit))
            {
                return false;
            }
        }

        return true;
    }
}
