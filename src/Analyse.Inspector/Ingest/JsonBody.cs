using System.Text.Json;
using System.Text.Unicode;

namespace Analyse.Inspector.Ingest;

/// <summary>Turns bytes that nobody has looked at yet into a document that can be read without surprises.</summary>
internal static class JsonBody
{
    public const int MaxDepth = 64;

    /// <returns>The document, or <see langword="null"/> with the reason among the problems.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body, Findings problems)
    {
        if (!Utf8.IsValid(body.Span))
        {
            problems.Add("", "The body is not valid UTF-8.");
            return null;
        }

        try
        {
            ReadEveryText(body.Span);
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException exception)
        {
            problems.Add("", $"The body is not JSON that can be read, from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} on. It may be cut off, or nested deeper than {MaxDepth}.");
        }
        catch (InvalidOperationException)
        {
            problems.Add("", "A text in the body has one half of a surrogate pair (such as \\ud800 alone). Send U+FFFD instead.");
        }

        return null;
    }

    // The parser leaves escaped texts alone until somebody asks for them; here all are asked for once,
    // so that no later look at a name or a value can throw.
    private static void ReadEveryText(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });

        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }
}
