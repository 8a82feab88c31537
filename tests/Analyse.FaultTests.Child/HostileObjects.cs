using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Analyse.FaultTests.Child;

/// <summary>F5: objects that hold themselves, or that are far too deep.</summary>
internal static class HostileObjects
{
    private static readonly JsonSerializerOptions _json = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static async Task<int> RunAsync(string host)
    {
        var itself = new Node();
        itself.Next = itself;
        var deep = new Node();
        for (var i = 0; i < 10_000; i++)
        {
            deep = new Node { Next = deep };
        }

        var nested = new Dictionary<string, object>();
        nested["self"] = nested;

        await using var client = Clients.Make(host);
        client.Capture(With("cycle", PropertyValue.From(itself, TypeInfo<Node>())));
        client.Capture(With("deep", PropertyValue.From(deep, TypeInfo<Node>())));
        client.Capture(With("dictionary", PropertyValue.From(nested, TypeInfo<Dictionary<string, object>>())));
        client.Capture(Clients.Event(3));
        await client.FlushAsync();
        Clients.Print(client.Counts);
        return 0;
    }

    private static AnalyseEvent With(string name, PropertyValue value) =>
        new(name) { PersonId = "user_1", Properties = { ["value"] = value, ["kept"] = true } };

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)_json.GetTypeInfo(typeof(T));

    internal sealed class Node
    {
        public Node? Next { get; set; }
    }
}
