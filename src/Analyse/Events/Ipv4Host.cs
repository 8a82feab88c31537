using System.Globalization;

namespace Analyse.Events;

/// <summary>IPv4 addresses in all the forms a browser takes: 127.0.0.1, 0x7f.1, 2130706433.</summary>
internal static class Ipv4Host
{
    /// <summary>Whether the last label is a number; then the host is an IPv4 address or nothing.</summary>
    public static bool EndsInNumber(string host)
    {
        var trimmed = WithoutFinalDot(host);
        var last = trimmed[(trimmed.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (!last.AsSpan().ContainsAnyExceptInRange('0', '9') || TryParseNumber(last, out _));
    }

    /// <summary>The address with four decimal numbers, or empty when it is none.</summary>
    public static string Parse(string host)
    {
        var parts = WithoutFinalDot(host).Split('.');
        if (parts.Length > 4)
        {
            return "";
        }

        var address = 0UL;
        for (var i = 0; i < parts.Length; i++)
        {
            // The last number fills all the bytes that the others left.
            var bytes = i == parts.Length - 1 ? 4 - i : 1;
            if (!TryParseNumber(parts[i], out var number) || number >> (8 * bytes) != 0)
            {
                return "";
            }

            address = (address << (8 * bytes)) | number;
        }

        return $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";
    }

    private static string WithoutFinalDot(string host) => host.EndsWith('.') ? host[..^1] : host;

    private static bool TryParseNumber(string text, out ulong number)
    {
        number = 0;
        var (digits, radix) = text switch
        {
            ['0', 'x', ..] => (text[2..], 16u),
            ['0', _, ..] => (text[1..], 8u),
            _ => (text, 10u),
        };

        foreach (var c in digits)
        {
            if (!uint.TryParse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit) || digit >= radix)
            {
                return false;
            }

            // Beyond 32 bits only "too large" matters, so the number may stop growing there.
            number = Math.Min((number * radix) + digit, 1UL << 32);
        }

        return text.Length > 0;
    }
}
