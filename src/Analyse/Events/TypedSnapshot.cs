using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Analyse.Events;

/// <summary>Serialises an object of the application, which may throw anything, into a property value.</summary>
internal static class TypedSnapshot
{
    public static PropertyValue Of(object? value, JsonTypeInfo typeInfo)
    {
        try
        {
            return JsonSnapshot.Of(JsonSerializer.SerializeToElement(value, typeInfo));
        }
        catch (Exception)
        {
            return value is null ? default : PropertyByProperty(value, typeInfo);
        }
    }

    private static PropertyValue PropertyByProperty(object value, JsonTypeInfo typeInfo)
    {
        try
        {
            return typeInfo.Kind is JsonTypeInfoKind.Object
                ? PropertyValue.ObjectOf(
                    [.. typeInfo.Properties.Where(static p => p.Get is not null).Select(p => KeyValuePair.Create(p.Name, Of(value, p)))])
                : default;
        }
        catch (Exception)
        {
            return default;
        }
    }

    private static PropertyValue Of(object owner, JsonPropertyInfo property)
    {
        try
        {
            // A converter of the property alone cannot be called from outside; without it the value might come out wrong.
            return property.CustomConverter is null
                ? JsonSnapshot.Of(JsonSerializer.SerializeToElement(
                    property.Get!(owner), property.Options.GetTypeInfo(property.PropertyType)), depth: 2)
                : default;
        }
        catch (Exception)
        {
            return default;
        }
    }
}
