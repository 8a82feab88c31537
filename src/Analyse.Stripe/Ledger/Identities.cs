using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Ledger;

/// <summary>Who it was, and what belongs together: what the ledger knows about the ids of an event.</summary>
internal static class Identities
{
    private const int MaxNameless = 20;

    /// <summary>The ids of an event, and those that its ids were named with before.</summary>
    public static ObjectIds Complete(this LedgerPage page, ObjectIds ids)
    {
        foreach (var known in page.Around(ids))
        {
            ids = ids.Or(known.JoinedTo);
        }

        return ids;
    }

    /// <summary>The person that was named for one of the ids, or for one that they are joined with.</summary>
    public static string? PersonOf(this LedgerPage page, ObjectIds ids) =>
        page.Around(ids).FirstOrDefault(static known => known is { Person: not null, IsAnonymous: false })?.Person;

    /// <summary>The browser of somebody who never signed in.</summary>
    public static string? BrowserOf(this LedgerPage page, ObjectIds ids) =>
        page.Around(ids).FirstOrDefault(static known => known is { Person: not null, IsAnonymous: true })?.Person;

    /// <summary>Remembers that the ids were named together.</summary>
    public static void Join(this LedgerPage page, ObjectIds ids)
    {
        foreach (var id in ids.MostSpecificFirst)
        {
            // A customer has many subscriptions, and a subscription many invoices.
            var above = id == ids.Customer ? ObjectIds.None
                : id == ids.Subscription ? new ObjectIds { Customer = ids.Customer }
                : ids;
            var known = page.Of<KnownId>(LedgerKeys.Id(id));
            known.JoinedTo = known.JoinedTo.Or(above).Without(id);
        }
    }

    /// <summary>Remembers who it was, for each id that nobody was named for. A person is more than a browser.</summary>
    public static void Name(this LedgerPage page, ObjectIds ids, string person, bool isAnonymous)
    {
        // No database stores it in a text.
        if (person.Contains('\0', StringComparison.Ordinal))
        {
            return;
        }

        foreach (var known in page.Around(ids).Where(known => known.Person is null || (known.IsAnonymous && !isAnonymous)))
        {
            known.Person = person;
            known.IsAnonymous = isAnonymous;
        }
    }

    /// <summary>The payments that hold events which nobody was known for, and that share an id with these.</summary>
    public static IReadOnlyList<string> Nameless(this LedgerPage page, ObjectIds ids) =>
        [.. page.Around(ids).SelectMany(static known => known.Nameless).Select(page.RootOf).Distinct(StringComparer.Ordinal)];

    /// <summary>Remembers for the ids that a payment holds events which nobody is known for.</summary>
    public static void AddNameless(this LedgerPage page, ObjectIds ids, string paymentKey)
    {
        foreach (var known in page.Around(ids).Where(known => !known.Nameless.Contains(paymentKey)))
        {
            known.Nameless.Add(paymentKey);
            known.Nameless.RemoveRange(0, Math.Max(known.Nameless.Count - MaxNameless, 0));
        }
    }

    private static IEnumerable<KnownId> Around(this LedgerPage page, ObjectIds ids)
    {
        var queue = new Queue<string>(ids.MostSpecificFirst);
        var seen = new HashSet<string>(queue, StringComparer.Ordinal);
        while (queue.TryDequeue(out var id))
        {
            var key = LedgerKeys.Id(id);
            if (!page.Has(key))
            {
                continue;
            }

            var known = page.Of<KnownId>(key);
            yield return known;
            foreach (var joined in known.JoinedTo.MostSpecificFirst.Where(seen.Add))
            {
                queue.Enqueue(joined);
            }
        }
    }
}
