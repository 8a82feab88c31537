using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Analyse.Events;

/// <summary>Copies JSON into property values, down to the deepest level that is written, and never throws.</summary>
internal static partial class JsonSnapshot
{
    private static readonly JsonDocumentOptions _lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 1000,
    };

    public static PropertyValue Of(JsonElement element, int depth = 1)
    {
        try
        {
            return Copy(element, depth);
        }
        catch (ObjectDisposedException)
        {
            return default;
        }
        catch (InvalidOperationException)
        {
            return CopyMended(element, depth);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Its document is disposed of at this moment, and its memory may already be somebody else's.
            return default;
        }
    }

    public static PropertyValue Of(JsonNode? node, int depth = 1, int looks = 3)
    {
        if (node is null || (node is not JsonValue && depth > PropertyValue.MaxDepth))
        {
            return default;
        }

        try
        {
            return node switch
            {
                JsonObject entries => PropertyValue.ObjectOf(
                    [.. entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value, depth + 1)))]),
                JsonArray items => PropertyValue.ListOf([.. items.Select(item => Of(item, depth + 1))]),
                _ => OfLeaf(node.AsValue(), depth),
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A node may hold an object of the application, and lazily read text: anything can come out of it. Or another
            // thread changes it, and the next look succeeds.
            return looks > 1 ? Of(node, depth, looks - 1) : default;
        }
    }

    private static PropertyValue OfLeaf(JsonValue leaf, int depth)
    {
        if (leaf.TryGetValue(out JsonElement element))
        {
            return Of(element, depth);
        }

        // As JSON it would be local time without saying so.
        if (leaf.TryGetValue(out DateTime time))
        {
            return time;
        }

        using var document = JsonDocument.Parse(leaf.ToJsonString(), _lenient);
        return Of(document.RootElement, depth);
    }

    private static PropertyValue Copy(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? integer : PropertyValue.Number(element.GetRawText()),
        JsonValueKind.Array when depth <= PropertyValue.MaxDepth =>
            PropertyValue.ListOf([.. element.EnumerateArray().Select(item => Copy(item, depth + 1))]),
        JsonValueKind.Object when depth <= PropertyValue.MaxDepth => PropertyValue.ObjectOf(
            [.. element.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Copy(entry.Value, depth + 1)))]),
        _ => default,
    };

    /// <summary>A reader accepts lone surrogates and broken UTF-8 inside texts, and refuses them only when they are read.</summary>
    private static PropertyValue CopyMended(JsonElement element, int depth)
    {
        try
        {
            var json = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
            var mended = Escape().Replace(json, static match => match.Groups["lone"].Success ? "\\uFFFD" : match.Value);
            using var document = JsonDocument.Parse(mended, _lenient);
            return Copy(document.RootElement, depth);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return default;
        }
    }

    [GeneratedRegex(@"\\u[Dd][89ABab]..\\u[Dd][C-Fc-f]..|(?<lone>\\u[Dd][89A-Fa-f]..)|\\.", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
