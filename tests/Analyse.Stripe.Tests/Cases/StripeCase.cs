using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Cases;

/// <summary>A sequence of webhooks as Stripe sends them, and what must come of it.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Payloads">The webhooks.</param>
/// <param name="Expected">What must come of them; <see langword="null"/>: an answer of 200 is all.</param>
internal sealed record StripeCase(string Name, string[] Payloads, JsonObject? Expected)
{
    private const string Folder = "cases/";

    public static IReadOnlyList<StripeCase> All { get; } = ReadAll();

    public string[] Setup => [.. Expected?["setup"]?.AsArray().Select(static setup => setup!.GetValue<string>()) ?? []];

    public IReadOnlyDictionary<string, long>? Revenue =>
        Expected?["revenue"]?.AsObject().ToDictionary(static currency => currency.Key, static currency => currency.Value!.GetValue<long>());

    public static StripeCase Named(string name) => All.Single(one => one.Name == name);

    private static StripeCase[] ReadAll()
    {
        var expected = Read($"{Folder}expect.json").AsObject();
        return
        [
            .. typeof(StripeCase).Assembly.GetManifestResourceNames()
                .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith("expect.json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Of(name, expected)),
        ];
    }

    private static StripeCase Of(string resource, JsonObject expected)
    {
        var name = Path.GetFileNameWithoutExtension(resource);
        return new StripeCase(name, [.. Read(resource).AsArray().Select(static payload => payload!.ToJsonString())], expected[name]?.AsObject());
    }

    private static JsonNode Read(string resource)
    {
        using var reader = new StreamReader(typeof(StripeCase).Assembly.GetManifestResourceStream(resource)!);
        return JsonNode.Parse(reader.ReadToEnd())!;
    }
}
