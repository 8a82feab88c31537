using System.Text.Json.Serialization;

namespace Analyse.Configuration;

/// <summary>Writes the key as JSON without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class KeyJsonContext : JsonSerializerContext;
