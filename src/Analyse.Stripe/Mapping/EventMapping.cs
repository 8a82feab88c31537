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
        for (var i = 0; i < events.Count; i++)
        {
            person.ApplyTo(events[i]);
            events[i].Timestamp ??= stripeEvent.Created;
            events[i].IdempotencyKey ??= i == 0 ? stripeEvent.Id : $"{stripeEvent.Id}:{i}";

            // The request is Stripe's: its address is nobody's page.
            events[i].Page ??= new PageContext();
        }

        return new MappedEvents(events, person.IsKnown);
    }

    private async ValueTask<List<AnalyseEvent>> FromTableAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var drafts = EventTable.DraftsOf(stripeEvent, offers);
        if (drafts.Count == 0)
        {
            return [];
        }

        var offer = await finder.FindAsync(stripeEvent, cancellationToken).ConfigureAwait(false);
        return [.. drafts.Select(draft => draft(offer)).Where(analyseEvent => !options.ExcludedEvents.Contains(analyseEvent.Name))];
    }
}
