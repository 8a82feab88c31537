using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analyse.Stripe.Webhooks;

/// <summary>
/// Finds what changed a body on its way, by undoing what proxies, editors and frameworks usually do to one until the
/// signature matches again.
/// </summary>
internal static class BodyAlteration
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions _indented = _compact with { Indented = true, NewLine = "\n" };

    private static readonly (string Alteration, Func<string, string?> Undo)[] _usual =
    [
        ("a byte order mark was put in front of it", static body => body.TrimStart(ByteOrderMark)),
        ("its line ends were changed to CR LF", static body => body.Replace("\r\n", "\n", StringComparison.Ordinal)),
        ("its line ends were changed to LF", static body => body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("white space was added around it", static body => body.Trim()),
        ("its last line end was removed", static body => $"{body}\n"),
        ("its JSON was parsed and written again", static body => Rewrite(body, _indented)),
        ("its JSON was parsed and written again", static body => Rewrite(body, _compact)),
    ];

    /// <param name="body">The body as it arrived.</param>
    /// <param name="isSigned">Whether a body is the one that was signed.</param>
    /// <returns>What was done to the body; <see langword="null"/>: none of the usual things.</returns>
    public static string? Find(string body, Func<string, bool> isSigned)
    {
        foreach (var (alteration, undo) in _usual)
        {
            if (undo(body) is { } original && original != body && isSigned(original))
            {
                return alteration;
            }
        }

        return null;
    }

    private static string? Rewrite(string body, JsonWriterOptions format)
    {
        try
        {
            using var json = JsonDocument.Parse(body.TrimStart(ByteOrderMark));
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, format))
            {
                json.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, or JSON with half a surrogate pair, which cannot be written again.
            return null;
        }
    }
}
