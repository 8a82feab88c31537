using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Analyse.FaultTests.Rig;

/// <summary>Makes certificates that nobody vouches for.</summary>
internal static class Certificates
{
    public static X509Certificate2 Make(string host, bool isExpired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddYears(-2), isExpired ? now.AddYears(-1) : now.AddYears(1));
    }
}
