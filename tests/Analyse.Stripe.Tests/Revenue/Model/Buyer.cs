using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A customer at Stripe, and the person that it is in the application.</summary>
internal sealed class Buyer(StripeAccount stripe, string person)
{
    private bool _isMarked;

    public string Id { get; } = stripe.NewId("cus");

    public string Person => person;

    /// <summary>What the customer has in credit: it pays a part of the next invoices, and is no cash.</summary>
    public long Credit { get; set; }

    /// <summary>The application marks the customer when it makes one, for what is sold in the dashboard.</summary>
    public void Mark()
    {
        if (!_isMarked)
        {
            _isMarked = true;
            stripe.SendBefore("customer.created", ToJson());
        }
    }

    /// <summary>What <c>WithAnalyse</c> writes.</summary>
    /// <param name="flow">How the customer pays; <see langword="null"/>: the object is no checkout.</param>
    public JsonObject Metadata(string? flow)
    {
        var metadata = new JsonObject { ["analyse_person_id"] = person };
        if (flow is not null)
        {
            metadata["analyse_flow"] = flow;
        }

        return metadata;
    }

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "customer",
        ["balance"] = -Credit,
        ["currency"] = stripe.Currency.Lower,
        ["email"] = null,
        ["metadata"] = _isMarked ? Metadata(flow: null) : [],
    };
}
