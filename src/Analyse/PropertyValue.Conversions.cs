using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analyse.Events;

namespace Analyse;

/// <content>The conversions that let everyday C# compile without a cast.</content>
public readonly partial struct PropertyValue
{
    /// <summary>Text; a lone surrogate is sent as U+FFFD.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator PropertyValue(string? value) => new(value);

    /// <summary>A character, as text.</summary>
    /// <param name="value">The character.</param>
    public static implicit operator PropertyValue(char value) => value.ToString();

    /// <summary>True or false.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator PropertyValue(bool value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(int value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(long value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(short value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(byte value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(sbyte value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(ushort value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(uint value) => new(ScalarContent.Of(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(ulong value) => new(value);

    /// <summary>A number; null when it is NaN or infinite.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(float value) =>
        float.IsFinite(value) ? new(WithoutNegativeZero(value)) : default;

    /// <summary>A number; null when it is NaN or infinite.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(double value) =>
        double.IsFinite(value) ? new(WithoutNegativeZero(value)) : default;

    /// <summary>A number with exactly the decimals it has: 49.00 stays 49.00.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(decimal value) => new(value);

    /// <summary>
    /// A point in time, as ISO 8601 in UTC with milliseconds. An unspecified kind is local time, as it is where a
    /// <see cref="DateTime"/> becomes a <see cref="DateTimeOffset"/>, such as <see cref="AnalyseEvent.Timestamp"/>.
    /// </summary>
    /// <param name="value">The point in time.</param>
    public static implicit operator PropertyValue(DateTime value) =>
        value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A point in time, as ISO 8601 in UTC with milliseconds.</summary>
    /// <param name="value">The point in time.</param>
    public static implicit operator PropertyValue(DateTimeOffset value) => value.UtcDateTime;

    /// <summary>A date, as ISO 8601: 2026-03-31.</summary>
    /// <param name="value">The date.</param>
    public static implicit operator PropertyValue(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time of day, as ISO 8601: 13:45:00, with a fraction when there is one.</summary>
    /// <param name="value">The time of day.</param>
    public static implicit operator PropertyValue(TimeOnly value) => value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>A duration, as text: 1.02:03:04 is a day, two hours, three minutes and four seconds.</summary>
    /// <param name="value">The duration.</param>
    public static implicit operator PropertyValue(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>An id, as text in lower case with hyphens.</summary>
    /// <param name="value">The id.</param>
    public static implicit operator PropertyValue(Guid value) => value.ToString();

    /// <summary>An address, as it was written.</summary>
    /// <param name="value">The address.</param>
    public static implicit operator PropertyValue(Uri? value) => value?.OriginalString;

    /// <summary>A member of an enum, by its name.</summary>
    /// <param name="value">The member.</param>
    public static implicit operator PropertyValue(Enum? value) => value?.ToString();

    /// <summary>Nested properties.</summary>
    /// <param name="value">The properties.</param>
    public static implicit operator PropertyValue(EventProperties? value) => value is null ? default : Copied(value);

#nullable disable annotations // Dictionaries of object and of object? convert alike, without a warning for either.
#pragma warning disable RS0041
    /// <summary>Nested properties, converted as by <see cref="EventProperties.From{TValue}(IEnumerable{KeyValuePair{string, TValue}})"/>.</summary>
    /// <param name="value">The properties.</param>
    public static implicit operator PropertyValue(Dictionary<string, object> value) => LooseConversion.Of(value);
#pragma warning restore RS0041
#nullable restore annotations

    /// <summary>JSON; null when its document is already disposed.</summary>
    /// <param name="value">The JSON.</param>
    public static implicit operator PropertyValue(JsonElement value) => JsonSnapshot.Of(value);

    /// <summary>JSON.</summary>
    /// <param name="value">The JSON.</param>
    public static implicit operator PropertyValue(JsonNode? value) => JsonSnapshot.Of(value);

    private static PropertyValue Copied(EventProperties properties)
    {
        try
        {
            return ObjectOf([.. properties.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.GetValueOrDefault()))]);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return ChangedMeanwhile(fault);
        }
    }

    // Adding zero turns -0 into 0 and leaves every other number alone.
    private static float WithoutNegativeZero(float value) => value + 0f;

    private static double WithoutNegativeZero(double value) => value + 0d;
}
