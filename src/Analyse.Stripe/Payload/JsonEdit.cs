using System.Buffers;
using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>Copies of JSON with one field changed.</summary>
internal static class JsonEdit
{
    public static readonly JsonElement Empty = Parse("{}"u8);

    public static JsonElement Text(string value) => Written(writer => writer.WriteStringValue(value));

    /// <summary>The object with the field; the object as it is when it cannot be copied, such as for a name that is not valid text.</summary>
    public static JsonElement With(this JsonElement json, string name, JsonElement value)
    {
        try
        {
            return Written(writer =>
            {
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject().Where(property => property.Name != name))
                {
                    property.WriteTo(writer);
                }

                writer.WritePropertyName(name);
                value.WriteTo(writer);
                writer.WriteEndObject();
            });
        }
        catch (InvalidOperationException)
        {
            return json;
        }
    }

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Parse(buffer.WrittenSpan);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }
}
