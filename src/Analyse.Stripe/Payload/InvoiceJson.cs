using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>An <c>invoice</c>, read at the places of all versions of the API.</summary>
internal readonly struct InvoiceJson(JsonElement json)
{
    public string? Id => json.Text("id");

    public string? BillingReason => json.Text("billing_reason");

    public bool Is => json.Text("object") is "invoice";

    /// <summary>Whether it is the first of its subscription, which belongs to the checkout.</summary>
    public bool IsFirst => BillingReason is "subscription_create" || (BillingReason is "quote_accept" && SubscriptionId is not null);

    /// <summary>
    /// Whether it may be the first in a version of the API before 2018-10-31, which calls the first what it calls a change of plans.
    /// A change prorates.
    /// </summary>
    public bool MayBeFirstOfOldVersion =>
        BillingReason is "subscription_update" && SubscriptionId is not null && !Lines.Any(static line => line.IsTrue("proration"));

    /// <summary>
    /// What was paid, inside and outside of Stripe. A credit that settles a part of the total was paid, and counted, before.
    /// Old versions leave out of <c>amount_paid</c> what was paid outside.
    /// </summary>
    public Amount? Paid
    {
        get
        {
            var paid = json.Number("amount_paid") ?? json.Number("total");
            return StripeMoney.Of(json.IsTrue("paid_out_of_band") ? Math.Max(paid ?? 0, json.Number("amount_due") ?? 0) : paid, Currency);
        }
    }

    /// <summary>Whether it, or a part of it, was paid outside of Stripe.</summary>
    public bool IsPaidOutOfBand => json.IsTrue("paid_out_of_band") || json.Number("amount_paid_off_stripe") > 0;

    /// <summary>What was paid through Stripe.</summary>
    public long PaidThroughStripe
    {
        get
        {
            var paid = json.Number("amount_paid") ?? 0;
            var outside = json.Number("amount_paid_off_stripe")
                ?? (json.IsTrue("paid_out_of_band") && paid >= (json.Number("amount_due") ?? 0) ? paid : 0);
            return StripeMoney.MinorUnits(Math.Max(paid - outside, 0), Currency) ?? 0;
        }
    }

    /// <summary>What is still to be paid.</summary>
    public Amount? Owed => StripeMoney.Of(
        json.Number("amount_due") is { } due ? Math.Max(due - (json.Number("amount_paid") ?? 0), 0) : json.Number("amount_remaining") ?? json.Number("total"),
        Currency);

    /// <summary>What a discount took off; <see langword="null"/> when there was none.</summary>
    public long? Discount => StripeMoney.MinorUnits(json.Sum("total_discount_amounts"), Currency) is > 0 and var discount ? discount : null;

    public string? Coupon => Coupons.In(json);

    public long? AttemptCount => json.Number("attempt_count");

    public string? SubscriptionId => json.Id("subscription") ?? Parent.Id("subscription") ?? FirstOfLines(static line =>
        line.Id("subscription") ?? line.Field("parent", "subscription_item_details").Text("subscription"));

    /// <summary>The tax in all: one number in old versions, a list of them in new ones.</summary>
    public long? Tax => StripeMoney.MinorUnits(json.Number("tax") ?? json.Sum("total_taxes") ?? json.Sum("total_tax_amounts"), Currency);

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

    public string? Currency => json.Text("currency");

    private static bool IsOfSubscription(JsonElement line) =>
        line.Text("type") is "subscription"
        || line.Field("parent").Text("type") is "subscription_item_details"
        || StripePrice.In(line)?.Interval is not null;

    private string? FirstOfLines(Func<JsonElement, string?> find) => Lines.Select(find).FirstOrDefault(static id => id is not null);
}
