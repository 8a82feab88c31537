using System.Diagnostics;
using System.Text.Json;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe;

/// <summary>
/// One of Stripe's events, as its JSON: of any version of the API, with what this library does not know of. What it holds
/// may be personal.
/// </summary>
[DebuggerDisplay("{Type,nq} {Id,nq}")]
public sealed class StripeEvent
{
    internal StripeEvent(JsonElement json, string id, string type)
    {
        Json = json;
        Id = id;
        Type = type;
        CustomerId = ObjectIds.Of(DataObject).Customer;
    }

    /// <summary>The event's id, such as <c>evt_1Pgc76…</c>. The same event can arrive several times.</summary>
    public string Id { get; }

    /// <summary>The event's type, such as <c>checkout.session.completed</c>.</summary>
    public string Type { get; }

    /// <summary>When it happened, <c>created</c>.</summary>
    /// <value><see langword="null"/>: it does not say.</value>
    public DateTimeOffset? Created => Json.Time("created");

    /// <summary>Whether real money moved; false for test mode.</summary>
    public bool IsLive => Json.Field("livemode").ValueKind is not JsonValueKind.False;

    /// <summary>What the event is about: <c>data.object</c>.</summary>
    /// <value>Of kind <see cref="JsonValueKind.Undefined"/> in a thin event, which has none.</value>
    public JsonElement DataObject => Json.Field("data", "object");

    /// <summary>What an update changed, as it was before: <c>data.previous_attributes</c>.</summary>
    /// <value>Of kind <see cref="JsonValueKind.Undefined"/> where nothing was changed.</value>
    public JsonElement PreviousAttributes => Json.Field("data", "previous_attributes");

    /// <summary>The customer that it is about, <c>cus_…</c>.</summary>
    /// <value><see langword="null"/>: neither the event nor what is known of its payment names one.</value>
    public string? CustomerId { get; private init; }

    /// <summary>The connected account that it is of, when the endpoint listens to those of other accounts.</summary>
    internal string? Account => Json.Text("account");

    /// <summary>The whole event.</summary>
    public JsonElement Json { get; }

    internal string? ApiVersion => Json.Text("api_version");

    internal ObjectIds Ids => ObjectIds.Of(DataObject);

    /// <summary>The same event, with the customer where its object does not name one.</summary>
    internal StripeEvent About(string? customerId)
    {
        if (customerId is null || CustomerId is not null)
        {
            return this;
        }

        var about = DataObject.ValueKind is JsonValueKind.Object
            ? Json.With("data", Json.Field("data").With("object", DataObject.With("customer", JsonEdit.Text(customerId))))
            : Json;
        return new StripeEvent(about, Id, Type) { CustomerId = customerId };
    }

    /// <summary>The event that a thin one says has happened, with the object that it is about.</summary>
    internal StripeEvent With(JsonElement dataObject, string type) =>
        new(Json.With("data", JsonEdit.Empty.With("object", dataObject)), Id, type);

    /// <summary>The event's type, and nothing of what it holds.</summary>
    /// <returns><see cref="Type"/>.</returns>
    public override string ToString() => Type;
}
