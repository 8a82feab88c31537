using Analyse.Extensibility;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Ledger;

/// <summary>Reads what the ledger knows about the ids that an event names, and about those that they are joined with.</summary>
internal sealed class LedgerReader(IAnalyseLedger ledger)
{
    // From a charge to its payment intent, its invoice, the subscription: further than that nothing leads.
    private const int Rounds = 8;

    public async ValueTask<LedgerPage> ReadAsync(ObjectIds ids, IReadOnlyList<string> partsOfPayment, CancellationToken cancellationToken)
    {
        var page = new LedgerPage();
        string[] wanted =
        [
            .. ids.MostSpecificFirst.Concat(partsOfPayment).Select(LedgerKeys.Id),
            .. partsOfPayment.Select(LedgerKeys.Payment),
            .. KeysOf(ids),
        ];
        for (var round = 0; round < Rounds; round++)
        {
            string[] keys = [.. wanted.Distinct(StringComparer.Ordinal).Where(key => !page.Has(key))];
            if (keys.Length == 0)
            {
                break;
            }

            page.Add(keys, await ledger.ReadAsync(keys, cancellationToken).ConfigureAwait(false));
            wanted = [.. keys.SelectMany(key => Behind(page, key))];
        }

        return page;
    }

    public ValueTask<bool> TryWriteAsync(LedgerPage page, CancellationToken cancellationToken) =>
        page.Changes is { Count: > 0 } changes ? ledger.TryWriteAsync(changes, cancellationToken) : new(true);

    private static IEnumerable<string> KeysOf(ObjectIds ids) => ids.Subscription is { } subscription ? [LedgerKeys.Subscription(subscription)] : [];

    private static IEnumerable<string> Behind(LedgerPage page, string key)
    {
        if (key.StartsWith(LedgerKeys.Payment(""), StringComparison.Ordinal))
        {
            return page.Of<PaymentRecord>(key).Into is { } into ? [into] : [];
        }

        if (!key.StartsWith(LedgerKeys.Id(""), StringComparison.Ordinal))
        {
            return [];
        }

        var known = page.Of<KnownId>(key);
        return
        [
            .. known.JoinedTo.MostSpecificFirst.Select(LedgerKeys.Id),
            .. KeysOf(known.JoinedTo),
            .. known.Payment is { } payment ? [payment] : Array.Empty<string>(),
            .. known.Nameless,
        ];
    }
}
