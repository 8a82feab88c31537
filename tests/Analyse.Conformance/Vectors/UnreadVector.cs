using System.Text.Json;

namespace Analyse.Conformance.Vectors;

/// <summary>A vector as it is in the file. It is read when its turn comes, so that one that cannot be read leaves the others alone.</summary>
internal sealed class UnreadVector(JsonElement element, int number)
{
    /// <summary>What the vector calls itself, as far as it can be told.</summary>
    public string Name => element.ValueKind is JsonValueKind.Object && element.TryGetProperty("name", out var name)
        ? $"{number}: {JsonText.OfAny(name)}"
        : $"{number}: (no name)";

    /// <exception cref="VectorException">The vector has not the form of one.</exception>
    public Vector Read()
    {
        var fields = new Fields(element, "the vector");
        var vector = new Vector(
            fields.OptionalText("host_suffix") ?? "",
            [.. fields.RequiredList("calls")],
            [.. fields.OptionalList("ignore").Select(JsonText.OfAny)],
            Expectation.Read(fields.Required("expect")));
        fields.OptionalText("name");
        fields.RefuseOthers();
        return vector;
    }
}
