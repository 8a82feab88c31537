using System.Text.Json;

namespace Analyse.Conformance.Vectors;

/// <summary>The fields of an object in the file. One that nobody asked for is a mistake to report, not something to pass over.</summary>
internal sealed class Fields
{
    private readonly JsonElement _element;
    private readonly string _place;
    private readonly HashSet<string> _known = [];

    public Fields(JsonElement element, string place)
    {
        _element = element;
        _place = place;
        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw Mistake("is no object");
        }
    }

    /// <summary>The value, or null when the field is missing or null.</summary>
    public JsonElement? Optional(string name)
    {
        _known.Add(name);
        return _element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
    }

    public JsonElement Required(string name) => Optional(name) ?? throw Mistake($"has no '{name}'");

    public string? OptionalText(string name) => Optional(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => JsonText.Of(text),
        _ => throw Mistake($"has a '{name}' that is no text"),
    };

    public string RequiredText(string name) => OptionalText(name) ?? throw Mistake($"has no '{name}'");

    public bool OptionalFlag(string name) => Optional(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } flag => flag.GetBoolean(),
        _ => throw Mistake($"has a '{name}' that is neither true nor false"),
    };

    public IEnumerable<JsonElement> OptionalList(string name) => Optional(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw Mistake($"has a '{name}' that is no list"),
    };

    public IEnumerable<JsonElement> RequiredList(string name)
    {
        Required(name);
        return OptionalList(name);
    }

    public void RefuseOthers()
    {
        var others = _element.EnumerateObject().Select(field => field.Name).Where(name => !_known.Contains(name)).ToArray();
        if (others.Length > 0)
        {
            throw Mistake($"has fields that this program does not know: {string.Join(", ", others)}");
        }
    }

    private VectorException Mistake(string what) => new($"{_place} {what}.");
}
