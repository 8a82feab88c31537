namespace Analyse.Events;

/// <summary>
/// The host name of a referrer by the WHATWG URL rules, as a browser's <c>new URL(referrer).hostname</c> gives it.
/// <see cref="Uri"/> follows another standard and answers differently for what browsers and apps send.
/// </summary>
internal static class ReferrerDomain
{
    /// <summary>The host name, or empty when there is none or the referrer is not a URL.</summary>
    public static string Of(string? referrer)
    {
        var url = Clean(referrer ?? "");
        var colon = url.IndexOf(':');
        if (colon < 1 || !IsScheme(url.AsSpan(0, colon)))
        {
            return "";
        }

        var rest = url.AsSpan(colon + 1);
        return url[..colon].ToLowerInvariant() switch
        {
            "http" or "https" or "ws" or "wss" or "ftp" => OfAuthority(Before(rest.TrimStart(@"/\"), @"/\?#"), isSpecial: true),
            "file" => OfFile(rest),
            _ => rest.StartsWith("//") ? OfAuthority(Before(rest[2..], "/?#"), isSpecial: false) : "",
        };
    }

    private static string Clean(string referrer)
    {
        var first = 0;
        var end = referrer.Length;
        while (first < end && referrer[first] <= ' ')
        {
            first++;
        }

        while (end > first && referrer[end - 1] <= ' ')
        {
            end--;
        }

        var url = referrer[first..end];
        return url.AsSpan().ContainsAny('\t', '\n', '\r') ? string.Concat(url.Where(c => c is not ('\t' or '\n' or '\r'))) : url;
    }

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return char.IsAsciiLetter(text[0]);
    }

    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, string ends)
    {
        var end = text.IndexOfAny(ends);
        return end < 0 ? text : text[..end];
    }

    private static string OfFile(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not ('/' or '\\') || rest[1] is not ('/' or '\\'))
        {
            return "";
        }

        var text = Before(rest[2..], @"/\?#");
        var isDriveLetter = text.Length == 2 && char.IsAsciiLetter(text[0]) && text[1] is ':' or '|';
        var host = isDriveLetter ? "" : UrlHost.Parse(text, isSpecial: true);
        return host is "localhost" ? "" : host;
    }

    private static string OfAuthority(ReadOnlySpan<char> authority, bool isSpecial)
    {
        var hostAndPort = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = PortColon(hostAndPort);
        if (colon < 0)
        {
            return UrlHost.Parse(hostAndPort, isSpecial);
        }

        return IsPort(hostAndPort[(colon + 1)..]) ? UrlHost.Parse(hostAndPort[..colon], isSpecial) : "";
    }

    private static int PortColon(ReadOnlySpan<char> hostAndPort)
    {
        var inBrackets = false;
        for (var i = 0; i < hostAndPort.Length; i++)
        {
            switch (hostAndPort[i])
            {
                case '[':
                    inBrackets = true;
                    break;
                case ']':
                    inBrackets = false;
                    break;
                case ':' when !inBrackets:
                    return i;
            }
        }

        return -1;
    }

    private static bool IsPort(ReadOnlySpan<char> text)
    {
        var digits = text.TrimStart('0');
        return !text.ContainsAnyExceptInRange('0', '9') && (digits.Length == 0 || ushort.TryParse(digits, out _));
    }
}
