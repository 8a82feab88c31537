using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>An <c>invoice</c>, read at the places of all versions of the API.</summary>
internal readonly struct InvoiceJson(JsonElement json)
{
    public string? Id => json.Text("id");

    public string? BillingReason => json.Text("billing_reason");

    /// <summary>Whether it is the first of its subscription, which belongs to the checkout.</summary>
    public bool IsFirst => BillingReason is "subscription_create";

    /// <summary>What was paid. A credit that settles a part of the total was paid, and counted, before.</summary>
    public Amount? Paid => StripeMoney.Of(json.Number("amount_paid") ?? json.Number("total"), Currency);

    public Amount? Due => StripeMoney.Of(json.Number("amount_due") ?? json.Number("total"), Currency);

    public long? AttemptCount => json.Number("attempt_count");

    public string? SubscriptionId => json.Id("subscription") ?? Parent.Id("subscription") ?? FirstOfLines(static line =>
        line.Id("subscription") ?? line.Field("parent", "subscription_item_details").Text("subscription"));

    /// <summary>The tax in all: one number in old versions, a list of them in new ones.</summary>
    public long? Tax => StripeMoney.MinorUnits(json.Number("tax") ?? Sum("total_taxes") ?? Sum("total_tax_amounts"), Currency);

    /// <summary>The subscription's metadata as it was when the invoice was made, else the invoice's own.</summary>
    public Metadata Metadata
    {
        get
        {
            var places = MetadataPlaces;
            var isSaid = places.Any(static place => place.IsIdentified);
            return places.FirstOrDefault(place => isSaid ? place.IsIdentified : place.IsOurs);
        }
    }

    /// <summary>Whether it is of a payment form of one's own.</summary>
    public bool IsElements => MetadataPlaces.Any(static place => place.IsElements);

    /// <summary>Whether it is only the receipt of a checkout that was paid once, which its session tells of.</summary>
    public bool IsReceipt => new Metadata(json.Field("metadata")).IsCheckout && SubscriptionId is null;

    /// <summary>
    /// The line that names the plan: not a fee beside it, and of a change of plans the one that costs most, not the credit for
    /// the old one.
    /// </summary>
    public JsonElement MainLine => Lines
        .OrderByDescending(IsOfSubscription)
        .ThenByDescending(static line => line.Number("amount") ?? long.MinValue)
        .FirstOrDefault();

    private JsonElement Parent => json.Field("parent", "subscription_details");

    private Metadata[] MetadataPlaces =>
    [
        new(Parent.Field("metadata")),
        new(json.Field("subscription_details", "metadata")),
        new(json.Field("metadata")),
        .. Lines.Select(static line => new Metadata(line.Field("metadata"))),
    ];

    private IReadOnlyList<JsonElement> Lines => json.Items("lines");

    private string? Currency => json.Text("currency");

    private static bool IsOfSubscription(JsonElement line) =>
        line.Text("type") is "subscription"
        || line.Field("parent").Text("type") is "subscription_item_details"
        || StripePrice.In(line)?.Interval is not null;

    private string? FirstOfLines(Func<JsonElement, string?> find) => Lines.Select(find).FirstOrDefault(static id => id is not null);

    private long? Sum(string list)
    {
        var amounts = json.Items(list).Select(static tax => tax.Number("amount")).OfType<long>().ToArray();
        return amounts.Length > 0 ? amounts.Aggregate(0L, static (sum, amount) => unchecked(sum + amount)) : null;
    }
}
