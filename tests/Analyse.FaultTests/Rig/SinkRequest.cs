using System.Text;
using System.Text.Json;

namespace Analyse.FaultTests.Rig;

/// <summary>A request as it arrived.</summary>
internal sealed record SinkRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private readonly Lazy<JsonElement[]> _events = new(() =>
    {
        using var document = JsonDocument.Parse(Body);
        var root = document.RootElement;
        return root.TryGetProperty("events", out var events)
            ? [.. events.EnumerateArray().Select(one => one.Clone())]
            : [root.GetProperty("event").Clone()];
    });

    public string Text => Encoding.UTF8.GetString(Body);

    public IReadOnlyList<JsonElement> Events => _events.Value;

    /// <summary>What the answer to it was.</summary>
    public required SinkAnswer Answer { get; init; }

    public bool IsTaken => Answer is { Status: >= 200 and <= 299, Reset: false };

    public static string IdOf(JsonElement sent) => sent.GetProperty("properties").GetProperty(Shop.IdProperty).GetString()!;

    public static int NumberOf(JsonElement sent) => sent.GetProperty("properties").GetProperty(Shop.NumberProperty).GetInt32();
}
