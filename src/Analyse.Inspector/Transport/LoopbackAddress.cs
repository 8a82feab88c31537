using System.Net;
using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Transport;

/// <summary>Finds, among the addresses an application listens on, one that it can call itself at.</summary>
internal static class LoopbackAddress
{
    /// <returns>Such as <c>http://127.0.0.1:5080</c>; <see langword="null"/> when there is none: no server, HTTPS only, another network.</returns>
    public static Uri? Find(IEnumerable<string> addresses) =>
        addresses.Select(Read).OfType<Uri>().FirstOrDefault();

    private static Uri? Read(string address)
    {
        BindingAddress binding;

        try
        {
            binding = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return null;
        }

        // TLS is left out: the certificate of a developer's machine need not be trusted by the application itself.
        if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Scheme != Uri.UriSchemeHttp || binding.Port is 0)
        {
            return null;
        }

        return CallableHost(binding.Host) is { } host ? new UriBuilder(Uri.UriSchemeHttp, host, binding.Port).Uri : null;
    }

    // To listen on every address is possible, to call it is not.
    private static string? CallableHost(string host)
    {
        if (host is "*" or "+")
        {
            return "127.0.0.1";
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return host;
        }

        return IPAddress.TryParse(host.Trim('[', ']'), out var address) ? CallableHost(address) : null;
    }

    private static string? CallableHost(IPAddress address)
    {
        if (address.Equals(IPAddress.Any))
        {
            return "127.0.0.1";
        }

        if (address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.IPv6Loopback))
        {
            return "[::1]";
        }

        return IPAddress.IsLoopback(address) ? address.ToString() : null;
    }
}
