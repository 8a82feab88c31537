using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analyse.Stripe.Tests.Support;

namespace Analyse.Stripe.Tests.Webhooks;

/// <summary>Signs as Stripe does, by its documentation and without its library.</summary>
internal static class Signed
{
    public static long Now => Some.Now.ToUnixTimeSeconds();

    public static string Header(byte[] body, string secret = Some.Secret, long? at = null) =>
        string.Create(CultureInfo.InvariantCulture, $"t={at ?? Now},v1={V1(body, secret, at)}");

    public static string V1(byte[] body, string secret = Some.Secret, long? at = null)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"{at ?? Now}.");
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(time), .. body]));
    }
}
