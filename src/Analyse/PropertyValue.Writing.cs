using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyse.Events;

namespace Analyse;

public readonly partial struct PropertyValue
{
    /// <summary>Levels of lists and objects in one value; what lies deeper is written as null.</summary>
    internal const int MaxDepth = 32;

    private const int MaxPrintedBytes = 1024 * 1024;

    /// <summary>The value as JSON.</summary>
    /// <returns>JSON text, or a remark when it would be longer than 1 MiB.</returns>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (!TryWriteTo(writer, MaxPrintedBytes))
        {
            return "(more than 1 MiB of JSON)";
        }

        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the value.</summary>
    /// <returns>False, and the writer is in any state, as soon as it would hold more than <paramref name="limit"/> bytes.</returns>
    internal bool TryWriteTo(Utf8JsonWriter writer, long limit) => TryWriteTo(writer, limit, depth: 1);

    /// <summary>Writes the name and the value into an object that is already open.</summary>
    /// <returns>False under the same condition as <see cref="TryWriteTo(Utf8JsonWriter, long)"/>.</returns>
    internal bool TryWriteEntryTo(Utf8JsonWriter writer, string name, long limit) => TryWriteEntryTo(writer, name, limit, depth: 1);

    private bool TryWriteEntryTo(Utf8JsonWriter writer, string name, long limit, int depth)
    {
        if (!writer.HasRoom(limit, name.Length))
        {
            return false;
        }

        writer.WritePropertyName(name);
        return TryWriteTo(writer, limit, depth);
    }

    private bool TryWriteTo(Utf8JsonWriter writer, long limit, int depth)
    {
        // UTF-8 has at least one byte for each char of a string, so its length is a bound that costs nothing.
        if (_content is string text && !writer.HasRoom(limit, text.Length))
        {
            return false;
        }

        switch (_kind)
        {
            case Kind.Boolean:
                writer.WriteBooleanValue(_bits != 0);
                break;
            case Kind.Integer:
                writer.WriteNumberValue(_bits);
                break;
            case Kind.Double:
                writer.WriteNumberValue(BitConverter.Int64BitsToDouble(_bits));
                break;
            case Kind.Number:
                writer.WriteRawValue((string)_content!, skipInputValidation: true);
                break;
            case Kind.Text:
                writer.WriteStringValue((string)_content!);
                break;
            case Kind.List when depth <= MaxDepth:
                return TryWriteList(writer, limit, depth);
            case Kind.Object when depth <= MaxDepth:
                return TryWriteObject(writer, limit, depth);
            default:
                writer.WriteNullValue();
                break;
        }

        return writer.HasRoom(limit);
    }

    private bool TryWriteList(Utf8JsonWriter writer, long limit, int depth)
    {
        writer.WriteStartArray();
        foreach (var value in (PropertyValue[])_content!)
        {
            if (!value.TryWriteTo(writer, limit, depth + 1))
            {
                return false;
            }
        }

        writer.WriteEndArray();
        return writer.HasRoom(limit);
    }

    private bool TryWriteObject(Utf8JsonWriter writer, long limit, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in (KeyValuePair<string, PropertyValue>[])_content!)
        {
            if (!value.TryWriteEntryTo(writer, name, limit, depth + 1))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        return writer.HasRoom(limit);
    }
}
