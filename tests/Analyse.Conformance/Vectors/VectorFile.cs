using System.Text.Json;

namespace Analyse.Conformance.Vectors;

/// <summary>Reads a file of vectors: a JSON array with at least one.</summary>
internal static class VectorFile
{
    /// <exception cref="VectorException">There are no vectors to be had from the file.</exception>
    public static IReadOnlyList<UnreadVector> Read(string file)
    {
        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(file));
            if (root.ValueKind is not JsonValueKind.Array)
            {
                throw new VectorException($"{file} holds no list of vectors: its JSON is no array.");
            }

            return root.GetArrayLength() > 0
                ? [.. root.EnumerateArray().Select((element, index) => new UnreadVector(element, index + 1))]
                : throw new VectorException($"{file} holds no vector: its array is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new VectorException($"{file} cannot be read: {e.Message}");
        }
    }
}
