using System.Text;

namespace Analyse.Conformance;

/// <summary>A request as it came in; the path is not decoded, and the body is the bytes that were sent.</summary>
internal sealed record RecordedRequest(string Method, string Path, string? ContentType, byte[] Body)
{
    public override string ToString() => $"{Method} {Path} {Encoding.UTF8.GetString(Body)}";
}
