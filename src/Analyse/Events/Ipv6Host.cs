using System.Globalization;
using System.Text;

namespace Analyse.Events;

/// <summary>IPv6 addresses, written in brackets with the longest run of zeros left out.</summary>
internal static class Ipv6Host
{
    private const int Pieces = 8;

    /// <param name="text">The address without its brackets.</param>
    /// <returns>The address in brackets, or empty when it is none.</returns>
    public static string Parse(ReadOnlySpan<char> text)
    {
        Span<ushort> pieces = stackalloc ushort[Pieces];
        return TryParse(text, pieces) ? Serialise(pieces) : "";
    }

    private static bool TryParse(ReadOnlySpan<char> text, Span<ushort> pieces)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
        {
            return TryParsePieces(text, pieces, out var count) && count == Pieces;
        }

        Span<ushort> tail = stackalloc ushort[Pieces];
        if (!TryParsePieces(text[..gap], pieces, out var before, isHead: true) || !TryParsePieces(text[(gap + 2)..], tail, out var after)
            || before + after >= Pieces)
        {
            return false;
        }

        pieces[before..].Clear();
        tail[..after].CopyTo(pieces[^after..]);
        return true;
    }

    private static bool TryParsePieces(ReadOnlySpan<char> text, Span<ushort> pieces, out int count, bool isHead = false)
    {
        count = 0;
        while (text.Length > 0)
        {
            var colon = text.IndexOf(':');
            var piece = colon < 0 ? text : text[..colon];
            if (colon < 0 && !isHead && piece.Contains('.'))
            {
                return TryParseIpv4(piece, pieces, ref count);
            }

            if (count == Pieces || piece.Length is 0 or > 4 || colon == text.Length - 1
                || !ushort.TryParse(piece, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out pieces[count]))
            {
                return false;
            }

            count++;
            text = colon < 0 ? [] : text[(colon + 1)..];
        }

        return true;
    }

    private static bool TryParseIpv4(ReadOnlySpan<char> text, Span<ushort> pieces, ref int count)
    {
        Span<Range> parts = stackalloc Range[5];
        if (count > Pieces - 2 || text.Split(parts, '.') != 4)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < bytes.Length; i++)
        {
            var part = text[parts[i]];
            if ((part.Length > 1 && part[0] == '0') || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return false;
            }
        }

        pieces[count++] = (ushort)((bytes[0] << 8) | bytes[1]);
        pieces[count++] = (ushort)((bytes[2] << 8) | bytes[3]);
        return true;
    }

    private static string Serialise(ReadOnlySpan<ushort> pieces)
    {
        var (gap, length) = LongestZeros(pieces);
        var text = new StringBuilder("[");
        for (var i = 0; i < Pieces; i++)
        {
            if (i == gap)
            {
                text.Append(i == 0 ? "::" : ":");
                i += length - 1;
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"{pieces[i]:x}").Append(i == Pieces - 1 ? "" : ":");
        }

        return text.Append(']').ToString();
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> pieces)
    {
        var longest = (Start: -1, Length: 1);
        for (var i = 0; i < Pieces; i++)
        {
            var length = pieces[i..].IndexOfAnyExcept((ushort)0) is var other and >= 0 ? other : Pieces - i;
            if (length > longest.Length)
            {
                longest = (i, length);
            }
        }

        return longest;
    }
}
