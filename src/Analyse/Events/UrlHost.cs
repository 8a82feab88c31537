using System.Buffers;
using System.Globalization;
using System.Text;

namespace Analyse.Events;

/// <summary>
/// The host parser of the WHATWG URL standard. Every answer is in its serialised form; empty means failure. International
/// names are mapped by the platform, which also refuses the few that DNS could not hold.
/// </summary>
internal static class UrlHost
{
    private const string ForbiddenInHosts = "\0\t\n\r #/:<>?@[\\]^|";

    private static readonly SearchValues<char> _forbiddenInHosts = SearchValues.Create(ForbiddenInHosts);
    private static readonly SearchValues<char> _forbiddenInDomains = SearchValues.Create(
        [.. ForbiddenInHosts, '%', '\u007F', .. Enumerable.Range(0, 32).Select(code => (char)code)]);
    private static readonly IdnMapping _idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <param name="host">The text between user and port.</param>
    /// <param name="isSpecial">Whether the scheme is one of the web's own, whose hosts are domains; others are opaque.</param>
    public static string Parse(ReadOnlySpan<char> host, bool isSpecial)
    {
        if (host.StartsWith('['))
        {
            return host.EndsWith(']') ? Ipv6Host.Parse(host[1..^1]) : "";
        }

        return isSpecial ? ParseDomain(host) : ParseOpaque(host);
    }

    private static string ParseDomain(ReadOnlySpan<char> host)
    {
        var domain = ToAscii(PercentDecode(host));
        if (domain.AsSpan().ContainsAny(_forbiddenInDomains))
        {
            return "";
        }

        return Ipv4Host.EndsInNumber(domain) ? Ipv4Host.Parse(domain) : domain;
    }

    private static string ParseOpaque(ReadOnlySpan<char> host)
    {
        if (host.ContainsAny(_forbiddenInHosts))
        {
            return "";
        }

        return host.ContainsAnyExceptInRange(' ', '~') ? PercentEncode(host) : host.ToString();
    }

    private static string PercentDecode(ReadOnlySpan<char> host)
    {
        if (!host.Contains('%'))
        {
            return host.ToString();
        }

        var bytes = Encoding.UTF8.GetBytes(host.ToString());
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var isEscape = bytes[i] == '%' && i + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            bytes[length++] = isEscape ? Convert.FromHexString(bytes.AsSpan(i + 1, 2))[0] : bytes[i];
            i += isEscape ? 2 : 0;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static string PercentEncode(ReadOnlySpan<char> host)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(host.ToString()))
        {
            _ = b is >= (byte)' ' and <= (byte)'~' ? encoded.Append((char)b) : encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return encoded.ToString();
    }

    private static string ToAscii(string domain)
    {
        var lower = domain.ToLowerInvariant();
        if (Ascii.IsValid(domain) && !lower.Contains("xn--", StringComparison.Ordinal))
        {
            return lower;
        }

        try
        {
            return _idn.GetAscii(lower).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return "";
        }
    }
}
