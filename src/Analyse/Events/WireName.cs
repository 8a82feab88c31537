using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analyse.Events;

/// <summary>The name of a field on the wire, with its JSON ready to be copied.</summary>
internal sealed class WireName
{
    // Fields and not properties, here and on the rest of the way of an event: until the runtime has optimised a method,
    // each accessor is a call, and each is one more method to compile before the first event.

    /// <summary>The name.</summary>
    public readonly string Text;

    /// <summary>A comma, the quoted name and a colon.</summary>
    public readonly byte[] Json;

    /// <param name="text">A name that needs no escaping.</param>
    public WireName(string text)
        : this(text, text)
    {
    }

    private WireName(string text, string escaped)
    {
        Text = text;
        Json = Encoding.UTF8.GetBytes($",\"{escaped}\":");
    }

    /// <summary>A name that anybody may have chosen.</summary>
    public static WireName Escaped(string text) =>
        new(text, JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
}
