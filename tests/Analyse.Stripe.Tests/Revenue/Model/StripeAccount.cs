using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>
/// An account at Stripe, made from what Stripe documents and not from this library: its clock, its ids, the webhooks it sends, and
/// the cash that it moved. Webhooks hold an object as it was then.
/// </summary>
/// <param name="run">Makes the ids different from those of other accounts.</param>
/// <param name="version">The version that the endpoint is pinned to.</param>
/// <param name="currency">The currency of all prices.</param>
internal sealed class StripeAccount(string run, ApiVersion version, ModelCurrency currency)
{
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<Webhook> _before = [];
    private readonly List<Webhook> _webhooks = [];

    public ApiVersion Version => version;

    public ModelCurrency Currency => currency;

    /// <summary>Seconds since 1970; it begins with the year 2025.</summary>
    public long Now { get; private set; } = 1_735_689_600;

    /// <summary>What was sent long before anything else, and has arrived before it.</summary>
    public IReadOnlyList<Webhook> Before => _before;

    /// <summary>What was sent, in the order in which it happened.</summary>
    public IReadOnlyList<Webhook> Webhooks => _webhooks;

    /// <summary>The cash that moved and that is the application's own, in ISO's minor units.</summary>
    public long Cash { get; private set; }

    public List<ChargeState> Charges { get; } = [];

    public List<InvoiceState> Invoices { get; } = [];

    public List<SubscriptionState> Subscriptions { get; } = [];

    public void Pass(TimeSpan time) => Now += (long)time.TotalSeconds;

    public string NewId(string kind) => $"{kind}_{run}_{_ids[kind] = _ids.GetValueOrDefault(kind) + 1}";

    /// <summary>Moves cash.</summary>
    /// <param name="amount">In Stripe's units; below zero: it went out.</param>
    public void Move(long amount) => Cash += currency.IsoFromStripe(amount);

    public void Send(string type, JsonObject dataObject, JsonObject? previous = null, string? account = null) =>
        _webhooks.Add(Make(type, dataObject, previous, account));

    /// <summary>Sends what happened long before: the customer was made when the person signed up.</summary>
    public void SendBefore(string type, JsonObject dataObject) => _before.Add(Make(type, dataObject, previous: null, account: null));

    private Webhook Make(string type, JsonObject dataObject, JsonObject? previous, string? account)
    {
        var webhook = new JsonObject
        {
            ["id"] = NewId("evt"),
            ["object"] = "event",
            ["api_version"] = version.Name,
            ["created"] = Now,
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
            ["data"] = new JsonObject { ["object"] = dataObject },
        };
        if (previous is not null)
        {
            webhook["data"]!["previous_attributes"] = previous;
        }

        if (account is not null)
        {
            webhook["account"] = account;
        }

        return new(type, webhook.ToJsonString());
    }
}
