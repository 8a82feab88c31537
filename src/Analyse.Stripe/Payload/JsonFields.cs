using System.Globalization;
using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>
/// Reads what is there and never throws: a field of another kind than expected, or of text that is not valid, counts as one
/// that is missing. Stripe's objects differ from version to version of its API.
/// </summary>
internal static class JsonFields
{
    private const string WrittenTime = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    private static readonly long _earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long _latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The field, or an element of kind <see cref="JsonValueKind.Undefined"/>.</summary>
    public static JsonElement Field(this JsonElement json, string name)
    {
        try
        {
            return json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var field) ? field : default;
        }
        catch (InvalidOperationException)
        {
            // A name beside it holds half a surrogate pair.
            return default;
        }
    }

    /// <summary>The field at the end of a path of names.</summary>
    public static JsonElement Field(this JsonElement json, string first, string second) => json.Field(first).Field(second);

    public static bool Has(this JsonElement json, string name) => json.Field(name).ValueKind is not JsonValueKind.Undefined;

    /// <summary>Whether the field has a value: it is there and not null.</summary>
    public static bool IsSet(this JsonElement json, string name) =>
        json.Field(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public static bool IsTrue(this JsonElement json, string name) => json.Field(name).ValueKind is JsonValueKind.True;

    /// <summary>The text of a field; <see langword="null"/> when it is none, or blank.</summary>
    public static string? Text(this JsonElement json, string name) => json.Field(name).AsText();

    public static long? Number(this JsonElement json, string name) => json.Field(name).AsNumber();

    /// <summary>A time in seconds since 1970; thin events write it as text.</summary>
    public static DateTimeOffset? Time(this JsonElement json, string name) => json.Number(name) is { } seconds
        ? seconds >= _earliest && seconds <= _latest ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null
        : DateTimeOffset.TryParseExact(json.Text(name), WrittenTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The id of another object, which is there as its id or, expanded, as the object.</summary>
    public static string? Id(this JsonElement json, string name)
    {
        var field = json.Field(name);
        return field.AsText() ?? field.Text("id");
    }

    /// <summary>The elements of one of Stripe's lists, or of a plain array.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement json, string name)
    {
        var field = json.Field(name);
        var array = field.ValueKind is JsonValueKind.Object ? field.Field("data") : field;
        return array.ValueKind is JsonValueKind.Array ? [.. array.EnumerateArray()] : [];
    }

    /// <summary>The sum of the <c>amount</c> of each element of a list; <see langword="null"/> when there is none.</summary>
    public static long? Sum(this JsonElement json, string list)
    {
        var amounts = json.Items(list).Select(static element => element.Number("amount")).OfType<long>().ToArray();
        return amounts.Length > 0 ? amounts.Aggregate(0L, static (sum, amount) => unchecked(sum + amount)) : null;
    }

    private static long? AsNumber(this JsonElement json) =>
        json.ValueKind is JsonValueKind.Number && json.TryGetInt64(out var number) ? number : null;

    private static string? AsText(this JsonElement json)
    {
        try
        {
            return json.ValueKind is JsonValueKind.String && json.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
