using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analyse.Events;

/// <summary>
/// Converts values whose types are known only at run time, such as those of a dictionary of objects, without reflection.
/// It never throws: what cannot be converted makes an unusable value that says so.
/// </summary>
internal sealed class LooseConversion
{
    // More is no property any more, and a sequence may have no end.
    private const int MaxValues = 100_000;

    private int _left = MaxValues;

    public static PropertyValue Of(IEnumerable? values)
    {
        try
        {
            return values is null ? default : new LooseConversion().Convert("", values, depth: 1);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return PropertyValue.Unusable(fault is UnusableValueException ? fault.Message : ReadingFailed(fault));
        }
    }

    /// <summary>Converts the entries of a dictionary, each for itself, so that the others can still be read.</summary>
    public static void Fill<TValue>(EventProperties properties, IEnumerable<KeyValuePair<string, TValue>> values)
    {
        try
        {
            var conversion = new LooseConversion();
            foreach (var (name, value) in values)
            {
                properties[name] = conversion.Convert(name, value, depth: 1);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            properties[""] = PropertyValue.Unusable(fault is UnusableValueException ? fault.Message : ReadingFailed(fault));
        }
    }

    private PropertyValue Convert(string name, object? value, int depth)
    {
        if (--_left < 0)
        {
            throw new UnusableValueException($"Its properties hold more than {MaxValues} values. Send less.");
        }

        return value switch
        {
            null => default,
            string text => text,
            bool truth => truth,
            int integer => integer,
            long integer => integer,
            decimal number => number,
            double number => number,
            PropertyValue already => already,
            EventProperties already => already,
            JsonElement json => json,
            JsonNode json => json,
            JsonDocument json => json.RootElement,
            IDictionary or IEnumerable<KeyValuePair<string, object?>> => depth > PropertyValue.MaxDepth ? default : ConvertObject(value, depth),
            IEnumerable items => depth > PropertyValue.MaxDepth ? default : ConvertList(name, items, depth),
            _ => ConvertRare(value) ?? PropertyValue.Unusable(Unknown(name, value.GetType())),
        };
    }

    private static PropertyValue? ConvertRare(object value) => value switch
    {
        char character => character,
        byte integer => integer,
        sbyte integer => integer,
        short integer => integer,
        ushort integer => integer,
        uint integer => integer,
        ulong integer => integer,
        float number => number,
        DateTime time => time,
        DateTimeOffset time => time,
        DateOnly date => date,
        TimeOnly time => time,
        TimeSpan duration => duration,
        Guid id => id,
        Uri address => address,
        Enum member => member,
        _ => null,
    };

    private PropertyValue ConvertList(string name, IEnumerable items, int depth)
    {
        var list = new List<PropertyValue>();
        foreach (var item in items)
        {
            list.Add(Convert(name, item, depth + 1));
        }

        return PropertyValue.ListOf([.. list]);
    }

    private PropertyValue ConvertObject(object entries, int depth)
    {
        var converted = new List<KeyValuePair<string, PropertyValue>>();
        if (entries is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            foreach (var (name, value) in pairs)
            {
                converted.Add(KeyValuePair.Create(name, Convert(name, value, depth + 1)));
            }
        }
        else
        {
            foreach (DictionaryEntry entry in (IDictionary)entries)
            {
                var name = System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
                converted.Add(KeyValuePair.Create(name, Convert(name, entry.Value, depth + 1)));
            }
        }

        return PropertyValue.ObjectOf([.. converted]);
    }

    private static string ReadingFailed(Exception fault) =>
        $"Reading its properties failed ({fault.GetType().Name}). Do not change a collection while it is converted.";

    private static string Unknown(string name, Type type) =>
        $"The property '{EventNames.Shown(name)}' holds a {type.Name}, which does not convert by itself. " +
        $"Use PropertyValue.From(value, YourJsonContext.Default.YourType), or write its members into an EventProperties.";
}
