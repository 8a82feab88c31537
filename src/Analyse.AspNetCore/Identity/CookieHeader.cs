using Microsoft.Extensions.Primitives;

namespace Analyse.AspNetCore.Identity;

/// <summary>Reads a cookie from the header's text, which, unlike the request's own collection, may be read after the request.</summary>
internal static class CookieHeader
{
    /// <summary>The value, percent-decoded. As in ASP.NET Core, names ignore case and the last of several values counts.</summary>
    public static string? ValueOf(string name, StringValues headers)
    {
        string? found = null;
        foreach (var header in headers)
        {
            var text = header.AsSpan();
            foreach (var range in text.Split(';'))
            {
                var pair = text[range].Trim();
                var end = pair.IndexOf('=');
                if (end > 0 && pair[..end].TrimEnd().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    found = Uri.UnescapeDataString(pair[(end + 1)..].TrimStart());
                }
            }
        }

        return found;
    }
}
