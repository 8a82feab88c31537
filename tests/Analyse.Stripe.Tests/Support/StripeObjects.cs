using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Support;

/// <summary>Stripe's own fixture objects, a fresh copy each time, to change only what a case needs.</summary>
internal static class StripeObjects
{
    private static readonly string _json = Read();

    public static JsonObject Session() => Of("checkout.session");

    public static JsonObject Subscription() => Of("subscription");

    public static JsonObject Invoice() => Of("invoice");

    public static JsonObject Price() => Of("price");

    public static JsonObject Envelope() => Of("event");

    private static JsonObject Of(string kind) => JsonNode.Parse(_json)![kind]!.DeepClone().AsObject();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(StripeObjects).Assembly.GetManifestResourceStream("objects.json")!);
        return reader.ReadToEnd();
    }
}
