using System.Text.Json;

namespace Analyse.Conformance.Vectors;

/// <summary>What is called and what must come of it.</summary>
/// <param name="HostSuffix">What follows the listener's address in the configured host.</param>
/// <param name="Calls">The calls, in order.</param>
/// <param name="Ignored">Fields of an event whose value is not compared.</param>
/// <param name="Expected">What was recorded.</param>
internal sealed record Vector(
    string HostSuffix, IReadOnlyList<JsonElement> Calls, IReadOnlyList<string> Ignored, Expectation Expected);
