using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Analyse;

/// <content>
/// The conversions of lists. C# allows none from an interface; a sequence that is known by one goes in by a spread,
/// <c>[.. plans]</c>.
/// </content>
public readonly partial struct PropertyValue
{
    /// <summary>A list of texts.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(string?[]? values) => ListOf(values, static value => value);

    /// <summary>A list of truth values.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(bool[]? values) => ListOf(values, static value => value);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(int[]? values) => ListOf(values, static value => value);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(long[]? values) => ListOf(values, static value => value);

    /// <summary>A list of numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(double[]? values) => ListOf(values, static value => value);

    /// <summary>A list of numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(decimal[]? values) => ListOf(values, static value => value);

    /// <summary>A list of ids.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(Guid[]? values) => ListOf(values, static value => value);

    /// <summary>A list of points in time.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(DateTime[]? values) => ListOf(values, static value => value);

    /// <summary>A list of points in time.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(DateTimeOffset[]? values) => ListOf(values, static value => value);

    /// <summary>A list of dates.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(DateOnly[]? values) => ListOf(values, static value => value);

    /// <summary>A list of nested properties.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(EventProperties?[]? values) => ListOf(values, static value => value);

    /// <summary>A list of texts.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<string>? values) => ListOf(values, static value => value);

    /// <summary>A list of truth values.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<bool>? values) => ListOf(values, static value => value);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<int>? values) => ListOf(values, static value => value);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<long>? values) => ListOf(values, static value => value);

    /// <summary>A list of numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<double>? values) => ListOf(values, static value => value);

    /// <summary>A list of numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<decimal>? values) => ListOf(values, static value => value);

    /// <summary>A list of ids.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<Guid>? values) => ListOf(values, static value => value);

    /// <summary>A list of points in time.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<DateTime>? values) => ListOf(values, static value => value);

    /// <summary>A list of points in time.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<DateTimeOffset>? values) => ListOf(values, static value => value);

    /// <summary>A list of dates.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<DateOnly>? values) => ListOf(values, static value => value);

    /// <summary>A list of nested properties.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(List<EventProperties>? values) => ListOf(values, static value => value);

    /// <summary>A set of texts, as a list.</summary>
    /// <param name="values">The set.</param>
    public static implicit operator PropertyValue(HashSet<string>? values) => ListOf(values, static value => value);

    /// <summary>A set of whole numbers, as a list.</summary>
    /// <param name="values">The set.</param>
    public static implicit operator PropertyValue(HashSet<int>? values) => ListOf(values, static value => value);

    /// <summary>A set of whole numbers, as a list.</summary>
    /// <param name="values">The set.</param>
    public static implicit operator PropertyValue(HashSet<long>? values) => ListOf(values, static value => value);

    /// <summary>A set of ids, as a list.</summary>
    /// <param name="values">The set.</param>
    public static implicit operator PropertyValue(HashSet<Guid>? values) => ListOf(values, static value => value);

    /// <summary>A list of texts.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(ReadOnlyCollection<string>? values) => ListOf(values, static value => value);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(ReadOnlyCollection<int>? values) => ListOf(values, static value => value);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(ReadOnlyCollection<long>? values) => ListOf(values, static value => value);

    /// <summary>A list of ids.</summary>
    /// <param name="values">The list.</param>
    public static implicit operator PropertyValue(ReadOnlyCollection<Guid>? values) => ListOf(values, static value => value);

    private static PropertyValue ListOf<T>(T[]? values, Func<T, PropertyValue> convert) =>
        values is null ? default : ListOf((ReadOnlySpan<T>)values, convert);

    private static PropertyValue ListOf<T>(IReadOnlyCollection<T>? values, Func<T, PropertyValue> convert)
    {
        try
        {
            return values switch
            {
                null => default,
                List<T> list => ListOf((ReadOnlySpan<T>)CollectionsMarshal.AsSpan(list), convert),
                _ => ListOf([.. values.Select(convert)]),
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return ChangedMeanwhile(fault);
        }
    }

    private static PropertyValue ChangedMeanwhile(Exception fault) => Unusable(
        $"A collection could not be copied into its properties ({fault.GetType().Name}). Do not change a collection while it is set as a property.");
}
