using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Ledger;

/// <summary>Who it was, and what belongs together: what the ledger knows about the ids of an event.</summary>
internal static class Identities
{
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
        foreach (var known in page.Around(ids).Where(known => known.Person is null || (known.IsAnonymous && !isAnonymous)))
        {
            known.Person = person;
            known.IsAnonymous = isAnonymous;
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
