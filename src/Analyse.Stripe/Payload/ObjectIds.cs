using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analyse.Stripe.Payload;

/// <summary>The ids that one of Stripe's objects names, its own included.</summary>
internal sealed record ObjectIds
{
    private const int MaxLength = 120;

    public static readonly ObjectIds None = new();

    public string? Customer { get; init; }

    public string? Subscription { get; init; }

    public string? Invoice { get; init; }

    public string? Session { get; init; }

    public string? PaymentIntent { get; init; }

    public string? Charge { get; init; }

    /// <summary>All of them. A payment may be somebody else's than the rest of what its customer buys, so it comes first.</summary>
    [JsonIgnore]
    public IEnumerable<string> MostSpecificFirst =>
        ((string?[])[Charge, PaymentIntent, Session, Invoice, Subscription, Customer]).OfType<string>().Distinct(StringComparer.Ordinal);

    public static ObjectIds Of(JsonElement json)
    {
        var kind = json.Text("object");
        var id = json.Text("id");
        return new ObjectIds
        {
            Customer = Short(kind is "customer" ? id : json.Id("customer")),
            Subscription = Short(kind switch
            {
                "subscription" => id,
                "invoice" => new InvoiceJson(json).SubscriptionId,
                "subscription_schedule" => json.Id("subscription") ?? json.Id("released_subscription"),
                _ => json.Id("subscription"),
            }),
            Invoice = Short(kind switch
            {
                "invoice" => id,
                "payment_intent" => new PaymentIntentJson(json).InvoiceId,
                _ => json.Id("invoice"),
            }),
            Session = Short(kind is "checkout.session" ? id : null),
            PaymentIntent = Short(kind is "payment_intent" ? id : json.Id("payment_intent") ?? json.Field("payment").Id("payment_intent")),
            Charge = Short(kind is "charge" ? id : json.Id("charge") ?? json.Id("latest_charge") ?? json.Field("payment").Id("charge")),
        };
    }

    /// <summary>These, and where one is missing the other's.</summary>
    public ObjectIds Or(ObjectIds other) => new()
    {
        Customer = Customer ?? other.Customer,
        Subscription = Subscription ?? other.Subscription,
        Invoice = Invoice ?? other.Invoice,
        Session = Session ?? other.Session,
        PaymentIntent = PaymentIntent ?? other.PaymentIntent,
        Charge = Charge ?? other.Charge,
    };

    /// <summary>These without one.</summary>
    public ObjectIds Without(string id) => new()
    {
        Customer = Other(Customer, id),
        Subscription = Other(Subscription, id),
        Invoice = Other(Invoice, id),
        Session = Other(Session, id),
        PaymentIntent = Other(PaymentIntent, id),
        Charge = Other(Charge, id),
    };

    /// <summary>The id; <see langword="null"/> for one that is no id of Stripe's, which are much shorter: it is not remembered.</summary>
    public static string? Short(string? id) => id is { Length: <= MaxLength } && !id.Contains('\0', StringComparison.Ordinal) ? id : null;

    private static string? Other(string? mine, string id) => mine == id ? null : mine;
}
