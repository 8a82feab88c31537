using System.Globalization;
using System.Text.Json;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance.Calls;

/// <summary>
/// The properties of a call. Typed members of an event take out what fits them; what does not fit, or is no typed member,
/// stays and travels as it is.
/// </summary>
internal sealed class PropertyBag
{
    private readonly OrderedDictionary<string, JsonElement> _properties = [];

    /// <exception cref="VectorException">The properties are no object.</exception>
    public PropertyBag(JsonElement? properties)
    {
        if (properties is not { } element)
        {
            return;
        }

        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw new VectorException("The properties are no object.");
        }

        foreach (var property in element.EnumerateObject())
        {
            _properties[property.Name] = property.Value;
        }
    }

    public string? Text(string name) => Take(name, PeekText(name));

    public string? PeekText(string name) => Find(name) is { ValueKind: JsonValueKind.String } text ? JsonText.Of(text) : null;

    public int? Number(string name) => Integer(name) is >= int.MinValue and <= int.MaxValue and var number ? Take(name, (int?)number) : null;

    public bool? Flag(string name) => Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag
        ? Take(name, (bool?)flag.GetBoolean())
        : null;

    /// <summary>The member of an enum that goes by this text on the wire.</summary>
    public T? Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct =>
        PeekText(name) is { } text && words.TryGetValue(text, out var word) ? Take(name, (T?)word) : null;

    public DateOnly? Date(string name) =>
        DateOnly.TryParseExact(PeekText(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Take(name, (DateOnly?)date)
            : null;

    public DateTimeOffset? Time(string name) =>
        PeekText(name) is { } text && Timestamps.ReadExactly(text) is { } time ? Take(name, (DateTimeOffset?)time) : null;

    /// <summary>The amount and its currency, when they are there together and can be right.</summary>
    public Amount? Money()
    {
        if (Integer("amount") is not { } minorUnits || PeekText("currency") is not { } currency
            || Amount.Minor(minorUnits, currency) is not { IsValid: true } amount)
        {
            return null;
        }

        _properties.Remove("amount");
        _properties.Remove("currency");
        return amount;
    }

    /// <summary>Takes a value without looking at it.</summary>
    public void Drop(string name) => _properties.Remove(name);

    public bool Has(string name) => Find(name) is not null;

    public EventProperties Rest()
    {
        var rest = new EventProperties();
        foreach (var (name, value) in _properties)
        {
            rest[name] = value;
        }

        return rest;
    }

    private long? Integer(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    private JsonElement? Find(string name)
    {
        if (!_properties.TryGetValue(name, out var value))
        {
            return null;
        }

        // To a typed member null is the same as not being set.
        return value.ValueKind is JsonValueKind.Null && _properties.Remove(name) ? null : value;
    }

    private T Take<T>(string name, T value)
    {
        if (value is not null)
        {
            _properties.Remove(name);
        }

        return value;
    }
}
