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
    /// <returns>JSON text, or a remark when it would be longer than 1 MiB or the value cannot be used.</returns>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        try
        {
            if (!TryWriteTo(writer, MaxPrintedBytes))
            {
                return "(more than 1 MiB of JSON)";
            }
        }
        catch (UnusableValueException unusable)
        {
            return $"({unusable.Message})";
        }

        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the value.</summary>
    /// <returns>False, and the writer is in any state, as soon as it would hold more than <paramref name="limit"/> bytes.</returns>
    /// <exception cref="UnusableValueException">The value, or one inside it, could not be read when it was set.</exception>
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
        switch (_content)
        {
            case string text:
                return TryWriteText(writer, text, limit);
            case long integer:
                writer.WriteNumberValue(integer);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case PropertyValue[] list when depth <= MaxDepth:
                return TryWriteList(writer, list, limit, depth);
            case KeyValuePair<string, PropertyValue>[] entries when depth <= MaxDepth:
                return TryWriteObject(writer, entries, limit, depth);
            default:
                return TryWriteRare(writer, limit);
        }

        return writer.HasRoom(limit);
    }

    private bool TryWriteRare(Utf8JsonWriter writer, long limit)
    {
        switch (_content)
        {
            case float number:
                writer.WriteNumberValue(number);
                break;
            case ulong integer:
                writer.WriteNumberValue(integer);
                break;
            case JsonNumber { Json: var json } when !writer.HasRoom(limit, json.Length):
                return false;
            case JsonNumber { Json: var json }:
                writer.WriteRawValue(json, skipInputValidation: true);
                break;
            case UnusableValue unusable:
                throw new UnusableValueException(unusable.Reason);
            default:
                writer.WriteNullValue();
                break;
        }

        return writer.HasRoom(limit);
    }

    // UTF-8 has at least one byte for each char of a string, so its length is a bound that costs nothing.
    private static bool TryWriteText(Utf8JsonWriter writer, string text, long limit)
    {
        if (!writer.HasRoom(limit, text.Length))
        {
            return false;
        }

        writer.WriteStringValue(text);
        return writer.HasRoom(limit);
    }

    private static bool TryWriteList(Utf8JsonWriter writer, PropertyValue[] list, long limit, int depth)
    {
        writer.WriteStartArray();
        foreach (var value in list)
        {
            if (!value.TryWriteTo(writer, limit, depth + 1))
            {
                return false;
            }
        }

        writer.WriteEndArray();
        return writer.HasRoom(limit);
    }

    private static bool TryWriteObject(
        Utf8JsonWriter writer, KeyValuePair<string, PropertyValue>[] entries, long limit, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in entries)
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
