using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Analyse.AspNetCore.Requests;

/// <summary>The campaign that a query string names: all that is kept of one.</summary>
internal sealed class UtmParameters
{
    private const int LongestValue = 256;

    // One character of a value takes at most nine of the query: three bytes of UTF-8, percent-encoded.
    private const int LongestEncodedValue = LongestValue * 9;

    private static readonly string[] _names = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

    private static readonly UtmParameters _none = new();

    private readonly string?[] _values = new string?[_names.Length];

    private UtmParameters()
    {
    }

    public string? Source => _values[0];

    public string? Medium => _values[1];

    public string? Campaign => _values[2];

    public string? Term => _values[3];

    public string? Content => _values[4];

    /// <summary>Reads a query string of any size. The first of several values counts; one that is too long is dropped.</summary>
    public static UtmParameters Of(string? query)
    {
        if (string.IsNullOrEmpty(query))
        {
            return _none;
        }

        var found = new UtmParameters();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var index = IndexOf(pair.EncodedName.Span);
            if (index >= 0 && found._values[index] is null && pair.EncodedValue.Length <= LongestEncodedValue)
            {
                var value = pair.DecodeValue().ToString();
                found._values[index] = value.Length is > 0 and <= LongestValue ? value : null;
            }
        }

        return found;
    }

    /// <summary>The campaign as a query string, with its question mark; empty without one.</summary>
    public string ToQuery()
    {
        if (ReferenceEquals(this, _none))
        {
            return "";
        }

        var query = new StringBuilder();
        for (var index = 0; index < _names.Length; index++)
        {
            if (_values[index] is { } value)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(_names[index]).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }

    private static int IndexOf(ReadOnlySpan<char> name)
    {
        for (var index = 0; index < _names.Length; index++)
        {
            if (name.SequenceEqual(_names[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
