using System.Text;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Webhooks;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>Spoils payloads, in bytes or in what they say; the same seed spoils them in the same way.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>Stands for JSON that a node cannot hold, until the text is made.</summary>
    private const string Mark = "%%raw%%";

    private static readonly string[] _odd =
    [
        "null", "true", "false", "0", "-1", "-0.0", "1.5", "1e2", "1e400", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "99999999999999999999999999999999", "253402300800", "-62135596801", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"a\\udc00b\"", "\"\\ud83d\\ude00\"",
        "\"\\u202e\"", "\"usd\"", "\"US\"", "\"zzz\"", "\"trialing\"", "\"-5\"", "[]", "{}", "[null]", "[[[]]]", "{\"id\":{\"id\":{\"id\":null}}}", "{\"data\":{}}", "{\"data\":[1,null,{}]}",
        "{\"\\ud800\":1}", "{\"id\":1,\"id\":\"x\"}",
    ];

    private static readonly string[] _types = [.. FuzzPayloads.All.Select(static payload => (string)JsonNode.Parse(payload)!["type"]!).Distinct()];

    public byte[] Mutate(string payload, int number)
    {
        if (JsonNode.Parse(payload)!["data"]?["object"]?["id"] is { } id)
        {
            // A fact of its own, or most would end as duplicates.
            payload = payload.Replace($"\"{id}\"", $"\"{id}_{number}\"", StringComparison.Ordinal);
        }

        if (random.Next(3) == 0)
        {
            return SpoilBytes(payload.Utf8());
        }

        var json = JsonNode.Parse(payload)!;
        var raw = new List<string>();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            SpoilNode(json, raw);
        }

        var text = json.ToJsonString();
        foreach (var value in raw)
        {
            var at = text.IndexOf($"\"{Mark}\"", StringComparison.Ordinal);
            text = at < 0 ? text : string.Concat(text.AsSpan(0, at), value, text.AsSpan(at + Mark.Length + 2));
        }

        text = random.Next(10) == 0 ? DoubleName(text) : text;
        return random.Next(10) == 0 ? SpoilBytes(text.Utf8()) : text.Utf8();
    }

    private byte[] SpoilBytes(byte[] bytes)
    {
        switch (random.Next(5))
        {
            case 0:
                for (var flips = random.Next(1, 6); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            case 2:
                var noise = new byte[random.Next(1, 8)];
                random.NextBytes(noise);
                var at = random.Next(bytes.Length);
                return [.. bytes[..at], .. noise, .. bytes[at..]];
            case 3:
                return [.. Encoding.UTF8.Preamble, .. bytes];
            default:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(0x80, 0x100);
                return bytes;
        }
    }

    private void SpoilNode(JsonNode root, List<string> raw)
    {
        var places = Places(root).ToArray();
        if (places.Length == 0)
        {
            return;
        }

        // What is read lies in few places among many: half of the changes are made there.
        var near = places.Where(static place => place.Name is "id" or "type" or "amount_total" or "currency" or "metadata" or "items" or "lines" or "status"
            or "trial_end" or "created" or "data" or "object" or "price" or "previous_attributes" or "canceled_at" or "livemode" or "quantity" or "amount" or "analyse_person_id").ToArray();
        var (parent, name, index) = random.Next(2) == 0 && near.Length > 0 ? near[random.Next(near.Length)] : places[random.Next(places.Length)];
        switch (random.Next(9))
        {
            case 0 when parent is JsonObject owner:
                owner.Remove(name!);
                break;
            case 1:
                Set(parent, name, index, new string('x', random.Next(4) == 0 ? random.Next(100_000, 300_000) : random.Next(200, 20_000)));
                break;
            case 2:
                raw.Add($"{new string('[', random.Next(1, 90))}");
                raw[^1] += new string(']', raw[^1].Length);
                Set(parent, name, index, Mark);
                break;
            case 3:
                var other = places[random.Next(places.Length)];
                Set(parent, name, index, ValueOf(other.Parent, other.Name, other.Index)?.DeepClone());
                break;
            case 4:
                var stranger = JsonNode.Parse(FuzzPayloads.All[random.Next(FuzzPayloads.All.Count)])!;
                Set(parent, name, index, stranger["data"]?["object"]?.DeepClone());
                break;
            case 5 when root is JsonObject envelope:
                envelope["type"] = _types[random.Next(_types.Length)];
                break;
            default:
                raw.Add(_odd[random.Next(_odd.Length)]);
                Set(parent, name, index, Mark);
                break;
        }
    }

    private string DoubleName(string text)
    {
        var names = new[] { "\"id\":", "\"type\":", "\"object\":", "\"metadata\":", "\"currency\":", "\"data\":" };
        var name = names[random.Next(names.Length)];
        var at = text.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? text : text.Insert(at, $"{name}{_odd[random.Next(_odd.Length)]},");
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode node)
    {
        var inner = node switch
        {
            JsonObject json => json.Select(property => (Parent: node, Name: (string?)property.Key, Index: 0, Value: property.Value)),
            JsonArray array => array.Select((item, i) => (Parent: node, Name: (string?)null, Index: i, Value: item)),
            _ => [],
        };
        return inner.SelectMany(place => (place.Value is null ? [] : Places(place.Value)).Prepend((place.Parent, place.Name, place.Index)));
    }

    private static JsonNode? ValueOf(JsonNode parent, string? name, int index) => name is null ? parent[index] : parent[name];

    private static void Set(JsonNode parent, string? name, int index, JsonNode? value)
    {
        if (name is null)
        {
            parent[index] = value;
        }
        else
        {
            parent[name] = value;
        }
    }
}
