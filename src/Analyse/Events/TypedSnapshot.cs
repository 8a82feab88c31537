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

    private static PropertyValue PropertyByProperty(object owner, JsonTypeInfo typeInfo)
    {
        try
        {
            return typeInfo.Kind is JsonTypeInfoKind.Object
                ? PropertyValue.ObjectOf([
                    .. typeInfo.Properties.Where(property => property.Get is not null).Select(property => Entry(owner, property))])
                : default;
        }
        catch (Exception)
        {
            return default;
        }
    }

    private static KeyValuePair<string, PropertyValue> Entry(object owner, JsonPropertyInfo property)
    {
        try
        {
            // A converter of this one property cannot be called from outside, and without it the value could come out wrong.
            var value = property.CustomConverter is null
                ? JsonSerializer.SerializeToElement(property.Get!(owner), property.Options.GetTypeInfo(property.PropertyType))
                : default;
            return KeyValuePair.Create(property.Name, JsonSnapshot.Of(value, depth: 2));
        }
        catch (Exception)
        {
            return KeyValuePair.Create(property.Name, default(PropertyValue));
        }
    }
}
