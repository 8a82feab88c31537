using System.Globalization;
using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>dispute</c>.</summary>
internal readonly struct DisputeJson(JsonElement json)
{
    public bool Is => json.Text("object") is "dispute";

    public string? Id => json.Text("id");

    public Amount? Amount => StripeMoney.Of(json.Number("amount"), Currency);

    public string? Reason => json.Text("reason");

    public string? Status => json.Text("status");

    public string? OrderId => PaymentId.Of(json);

    public string? Currency => json.Text("currency");

    /// <summary>Whether the bank has decided.</summary>
    public bool IsDecided => Status is "won" or "lost";

    /// <summary>What it moved until now, without fees, by the id of each movement.</summary>
    public IEnumerable<KeyValuePair<string, long>> Movements
    {
        get
        {
            var transactions = json.Items("balance_transactions").Where(static transaction => transaction.Text("type") is not "stripe_fee").ToArray();
            var withdrawn = Math.Abs(transactions.Select(static transaction => transaction.Number("amount")).FirstOrDefault(static amount => amount < 0) ?? 0);
            for (var i = 0; i < transactions.Length; i++)
            {
                if (InOwnCurrency(transactions[i], withdrawn) is { } amount)
                {
                    yield return KeyValuePair.Create(transactions[i].Text("id") ?? i.ToString(CultureInfo.InvariantCulture), amount);
                }
            }

            if (json.Has("balance_transactions") || Amount is not { } all)
            {
                yield break;
            }

            // Payloads that show no movements at all say by their status what must have moved.
            if (Status is "needs_response" or "under_review" or "lost" or "won")
            {
                yield return KeyValuePair.Create("opened", -all.MinorUnits);
            }

            if (Status is "won")
            {
                yield return KeyValuePair.Create("won", all.MinorUnits);
            }
        }
    }

    // Movements are in the currency of the account's balance, which may be another than that of the payment.
    private long? InOwnCurrency(JsonElement transaction, long withdrawn)
    {
        var amount = transaction.Number("amount");
        if (transaction.Text("currency") is not { } currency || currency == Currency)
        {
            return StripeMoney.MinorUnits(amount, Currency);
        }

        return withdrawn > 0 && amount is { } moved && Amount is { } whole
            ? (long)decimal.Round((decimal)whole.MinorUnits * moved / withdrawn, MidpointRounding.AwayFromZero)
            : null;
    }
}
