using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Analyse.Events;

namespace Analyse;

/// <summary>
/// The value of a property. Everyday values convert by themselves: text, numbers, booleans, dates, ids, enums, lists,
/// nested <see cref="EventProperties"/>, JSON and <see langword="null"/>; a typed object goes through <see cref="From{T}"/>.
/// </summary>
/// <remarks>
/// A value is a snapshot: a list, nested properties or JSON are copied when they are converted, and later changes of the
/// original do not show. What JSON cannot hold (NaN, infinities, more than 32 levels) becomes <see langword="null"/>;
/// nothing throws, neither now nor when the event is sent. A sequence that does not convert by itself goes in by a spread:
/// <c>["plans"] = [.. plans]</c>.
/// </remarks>
[CollectionBuilder(typeof(PropertyValue), nameof(Create))]
public readonly partial struct PropertyValue
{
    private readonly Kind _kind;
    private readonly long _bits;
    private readonly object? _content;

    private PropertyValue(Kind kind, long bits)
    {
        _kind = kind;
        _bits = bits;
    }

    private PropertyValue(Kind kind, object? content)
    {
        _kind = content is null ? Kind.Null : kind;
        _content = content;
    }

    /// <summary>The value's shape, and where it is kept.</summary>
    private enum Kind : byte
    {
        Null,
        Boolean, // _bits: 0 or 1
        Integer, // _bits
        Double,  // _bits, finite
        Number,  // _content: string, a number of JSON
        Text,    // _content: string
        List,    // _content: PropertyValue[]
        Object,  // _content: KeyValuePair<string, PropertyValue>[]
    }

    /// <summary>A typed object, serialised now by its source-generated description: <c>PropertyValue.From(cart, AppJson.Default.Cart)</c>.</summary>
    /// <remarks>
    /// Never throws on account of the object: a property whose getter throws, or whose type JSON does not know, becomes
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
        foreach (var value in _kind is Kind.List ? (PropertyValue[])_content! : [])
        {
            yield return value;
        }
    }

    /// <summary>The text, when the value is one.</summary>
    internal string? AsText => _kind is Kind.Text ? (string)_content! : null;

    internal static PropertyValue ListOf(PropertyValue[] values) => new(Kind.List, values);

    internal static PropertyValue ObjectOf(KeyValuePair<string, PropertyValue>[] entries) => new(Kind.Object, entries);

    /// <summary>A number by its JSON text, which the caller guarantees.</summary>
    internal static PropertyValue Number(string json) => new(Kind.Number, json);

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
