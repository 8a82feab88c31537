using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Analyse.Events;

namespace Analyse;

/// <summary>
/// The value of a property. Everyday values convert by themselves: text, numbers, booleans, dates, ids, enums, lists,
/// nested <see cref="EventProperties"/>, JSON and <see langword="null"/>; a record or class goes through <see cref="From{T}"/>.
/// </summary>
/// <remarks>
/// A value is a snapshot: a list, nested properties or JSON are copied when they are converted, and later changes of the
/// original do not show. What JSON cannot hold (NaN, infinities, more than 32 levels) becomes <see langword="null"/>;
/// nothing throws, neither now nor when the event is sent. A sequence that does not convert by itself, such as an
/// <see cref="IEnumerable{T}"/>, goes in by a spread: <c>["plans"] = [.. plans]</c>.
/// </remarks>
[CollectionBuilder(typeof(PropertyValue), nameof(Create))]
public readonly partial struct PropertyValue
{
    // The only field, because a reference is copied in one step: a thread that copies a value while another replaces it
    // gets the one or the other, never the kind of one with the content of the other.
    private readonly object? _content;

    private PropertyValue(object? content) => _content = content;

    /// <summary>A typed object, serialised now by its source-generated description: <c>PropertyValue.From(cart, AppJson.Default.Cart)</c>.</summary>
    /// <remarks>
    /// Never throws because of the object: a property whose getter throws, or whose type JSON does not know, becomes
    /// <see langword="null"/> and its neighbours are kept; where even that is not possible the whole value is <see langword="null"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="typeInfo">How the object is written as JSON.</param>
    /// <returns>The object as it is now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="typeInfo"/> is <see langword="null"/>.</exception>
    public static PropertyValue From<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return TypedSnapshot.Of(value, typeInfo);
    }

    /// <summary>A list; the compiler calls this for a collection expression such as <c>["a", 1, null]</c>.</summary>
    /// <param name="values">The elements.</param>
    /// <returns>A list of the elements.</returns>
    public static PropertyValue Create(ReadOnlySpan<PropertyValue?> values) =>
        ListOf(values, static value => value.GetValueOrDefault());

    /// <summary>Enumerates the elements of a list; it is here because collection expressions ask for it.</summary>
    /// <returns>The elements; none when the value is not a list.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerator<PropertyValue?> GetEnumerator()
    {
        foreach (var value in _content as PropertyValue[] ?? [])
        {
            yield return value;
        }
    }

    /// <summary>The text, when the value is one.</summary>
    internal string? AsText => _content as string;

    /// <summary>Whether the value is a number below zero.</summary>
    internal bool IsNegative => _content switch
    {
        long number => number < 0,
        double number => number < 0,
        decimal number => number < 0,
        float number => number < 0,
        JsonNumber number => number.Json[0] == '-',
        _ => false,
    };

    /// <summary>The entries, when the value is an object; the reason, when it cannot be used.</summary>
    internal object? ObjectOrProblem => _content as KeyValuePair<string, PropertyValue>[] ?? (object?)(_content as UnusableValue);

    internal static PropertyValue ListOf(PropertyValue[] values) => new(values);

    internal static PropertyValue ObjectOf(KeyValuePair<string, PropertyValue>[] entries) => new(entries);

    /// <summary>A number that is no <see cref="long"/>, by its JSON text; null when the text is no number.</summary>
    internal static PropertyValue Number(string json) => new(JsonNumber.Of(json));

    /// <summary>A value that could not be read: an event that holds it is rejected for this reason.</summary>
    internal static PropertyValue Unusable(string reason) => new(new UnusableValue(reason));

    private static PropertyValue ListOf<T>(ReadOnlySpan<T> values, Func<T, PropertyValue> convert)
    {
        var list = new PropertyValue[values.Length];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = convert(values[i]);
        }

        return ListOf(list);
    }
}
