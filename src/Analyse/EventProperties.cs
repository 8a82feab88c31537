using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Analyse.Events;

namespace Analyse;

/// <summary>
/// Properties of an event, or traits of a person: <c>new() { ["coupon"] = "SPRING", ["seats"] = 3, ["trial"] = null }</c>.
/// Names are compared exactly, order is that of insertion, and a name set twice holds the later value.
/// </summary>
/// <remarks>
/// A <c>Dictionary&lt;string, object&gt;</c> converts by itself; other dictionaries, records and classes go through
/// <c>EventProperties.From</c>.
/// </remarks>
public sealed class EventProperties : Dictionary<string, PropertyValue?>
{
#nullable disable annotations // Dictionaries of object and of object? convert alike, without a warning for either.
#pragma warning disable RS0041
    /// <summary>Properties from a dictionary, as by <see cref="From{TValue}(IEnumerable{KeyValuePair{string, TValue}})"/>.</summary>
    /// <param name="values">The dictionary.</param>
    public static implicit operator EventProperties(Dictionary<string, object> values) => values is null ? null : From(values);
#pragma warning restore RS0041
#nullable restore annotations

    /// <summary>
    /// Properties from any dictionary, copied now: <c>EventProperties.From(new Dictionary&lt;string, string&gt; { … })</c>.
    /// </summary>
    /// <remarks>
    /// Whatever converts to a <see cref="PropertyValue"/> by itself is converted; dictionaries and sequences inside are
    /// followed. A value of another type, such as a record, does not throw: the event that it is captured with is rejected
    /// (<see cref="CaptureResult.Invalid"/>), and the log names the property and its type.
    /// </remarks>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The names and values; a name that occurs twice holds the later value.</param>
    /// <returns>The properties.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is <see langword="null"/>.</exception>
    public static EventProperties From<TValue>(IEnumerable<KeyValuePair<string, TValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var properties = new EventProperties();
        LooseConversion.Fill(properties, values);
        return properties;
    }

    /// <summary>
    /// Properties from the members of a record or class, serialised now by its source-generated description:
    /// <c>EventProperties.From(order, AppJson.Default.Order)</c>.
    /// </summary>
    /// <remarks>
    /// Never throws because of the object; see <see cref="PropertyValue.From{T}"/>. An object that is not written as a JSON
    /// object has no members: the event that it is captured with is rejected (<see cref="CaptureResult.Invalid"/>).
    /// </remarks>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="value">The object; <see langword="null"/> has no members.</param>
    /// <param name="typeInfo">How the object is written as JSON.</param>
    /// <returns>The properties.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="typeInfo"/> is <see langword="null"/>.</exception>
    public static EventProperties From<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        var properties = new EventProperties();
        var converted = PropertyValue.From(value, typeInfo);
        if (converted.ObjectOrProblem is KeyValuePair<string, PropertyValue>[] members)
        {
            foreach (var (name, member) in members)
            {
                properties[name] = member;
            }
        }
        else if (value is not null)
        {
            properties[""] = converted.ObjectOrProblem is UnusableValue ? converted : PropertyValue.Unusable(
                $"A {typeof(T).Name} was given as its properties, but is not written as a JSON object. Set it as one property instead.");
        }

        return properties;
    }

    /// <summary>Does not compile: an object has no properties without a description of its type.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(ObjectProperties.Way, error: true)]
    public static EventProperties From(object value) => throw new NotSupportedException(ObjectProperties.Way);

    /// <summary>Writes every entry but those with a reserved name into an object that is already open.</summary>
    /// <returns>False, and the writer is in any state, as soon as it would hold more than <paramref name="limit"/> bytes.</returns>
    /// <exception cref="UnusableValueException">A value could not be read when it was set.</exception>
    internal bool TryWriteEntriesTo(Utf8JsonWriter writer, long limit, ReadOnlySpan<string> reserved = default)
    {
        foreach (var (name, value) in this)
        {
            if (!reserved.Contains(name) && !value.GetValueOrDefault().TryWriteEntryTo(writer, name, limit))
            {
                return false;
            }
        }

        return true;
    }
}
