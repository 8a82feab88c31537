using System.Text.Json;

namespace Analyse.Conformance.Vectors;

/// <summary>Exactly one request was sent.</summary>
internal sealed record ExpectedRequest(string Method, string Path, string ContentType, JsonElement Body) : Expectation;
