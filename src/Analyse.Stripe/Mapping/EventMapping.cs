using System.Globalization;
using Analyse.Stripe.People;

namespace Analyse.Stripe.Mapping;

/// <summary>Makes the events of one of Stripe's: the table, what the application changes of it, who it was, and when.</summary>
internal sealed class EventMapping(
    OfferReader offers, OfferFinder finder, IStripeEventMapper[] mappers, PersonFinder people, AnalyseStripeOptions options)
{
    /// <exception cref="Exception">Something that had to be asked for cannot be reached, or code of the application threw.</exception>
    public async ValueTask<MappedEvents> MapAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var events = await FromTableAsync(stripeEvent, cancellationToken).ConfigureAwait(false);
        foreach (var mapper in mappers)
        {
            mapper.Map(stripeEvent, events);
        }

        if (events.Count == 0)
        {
            return MappedEvents.None;
        }

        var person = await people.FindAsync(stripeEvent, cancellationToken).ConfigureAwait(false);
        foreach (var analyseEvent in events)
        {
            person.ApplyTo(analyseEvent);
            analyseEvent.Timestamp ??= stripeEvent.Created;
            analyseEvent.IdempotencyKey ??= FreeKey(stripeEvent.Id, analyseEvent.Name, events);

            // The request is Stripe's: its address is nobody's page.
            analyseEvent.Page ??= new PageContext();
        }

        return new MappedEvents(events, person.IsKnown);
    }

    /// <summary>Stripe's own id; with a number behind it where several events of one name, and a key counts for one name, would share it.</summary>
    private static string FreeKey(string id, string name, List<AnalyseEvent> events)
    {
        var key = id;
        for (var number = 1; events.Any(other => other.Name == name && other.IdempotencyKey == key); number++)
        {
            key = string.Create(CultureInfo.InvariantCulture, $"{id}:{number}");
        }

        return key;
    }

    private async ValueTask<List<AnalyseEvent>> FromTableAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        // Before anything is asked of Stripe: an event that is switched off must not depend on the answer.
        var drafts = EventTable.DraftsOf(stripeEvent, offers)
            .Where(draft => !options.ExcludedEvents.Contains(draft(Offer.Unknown).Name))
            .ToArray();
        if (drafts.Length == 0)
        {
            return [];
        }

        var offer = await finder.FindAsync(stripeEvent, cancellationToken).ConfigureAwait(false);
        return [.. drafts.Select(draft => draft(offer))];
    }
}
