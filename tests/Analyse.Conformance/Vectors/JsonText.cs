using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analyse.Conformance.Vectors;

/// <summary>Reads texts of JSON as JavaScript does, which lets a lone surrogate through where .NET's own reader throws.</summary>
internal static partial class JsonText
{
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Escape().Replace(text.GetRawText()[1..^1], Unescape);
        }
    }

    /// <summary>The text, or the JSON of what is no text.</summary>
    public static string OfAny(JsonElement element) => element.ValueKind is JsonValueKind.String ? Of(element) : element.GetRawText();

    private static string Unescape(Match escape) => escape.Value[1] switch
    {
        'u' => ((char)ushort.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        'b' => "\b",
        'f' => "\f",
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        var itself => itself.ToString(),
    };

    [GeneratedRegex(@"\\(u[0-9A-Fa-f]{4}|.)")]
    private static partial Regex Escape();
}
