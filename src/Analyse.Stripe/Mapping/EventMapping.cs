using System.Globalization;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.People;

namespace Analyse.Stripe.Mapping;

/// <summary>
/// Makes the events of one of Stripe's: the table, what the ledger knows, what the application changes, who it was, and when. What
/// was decided is in the ledger before the events are captured, so that a delivery that comes again makes the same ones.
/// </summary>
internal sealed class EventMapping(
    OfferReader offers,
    OfferFinder finder,
    IStripeEventMapper[] mappers,
    PersonFinder people,
    ThinEvents thin,
    LedgerReader ledger,
    AnalyseStripeOptions options,
    TimeProvider time)
{
    // Another writer is faster for one of the entries at a time, and each time one of them is done.
    private const int MaxAttempts = 100;

    private readonly MoneySettings _settings = new(options);

    /// <exception cref="Exception">Something that had to be asked for cannot be reached, or code of the application threw.</exception>
    public async ValueTask<MappedEvents> MapAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        stripeEvent = await thin.FetchAsync(stripeEvent, cancellationToken).ConfigureAwait(false);
        var news = PaymentTable.NewsOf(stripeEvent, _settings);
        var search = people.Search(stripeEvent);
        Offer? offer = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var page = await ledger.ReadAsync(stripeEvent.Ids, news?.Parts ?? [], cancellationToken).ConfigureAwait(false);
            var decision = Decision.Of(stripeEvent, page, news, offers, options);
            if (decision.Drafts.Count > 0 || NamesPlan(stripeEvent.Type))
            {
                decision.Learn(offer ??= await finder.FindAsync(stripeEvent, cancellationToken).ConfigureAwait(false));
            }

            var mapped = await MapAsync(decision, search, cancellationToken).ConfigureAwait(false);
            if (await ledger.TryWriteAsync(page, cancellationToken).ConfigureAwait(false))
            {
                return mapped;
            }
        }

        throw new TimeoutException("The ledger is written by others all the time.");
    }

    // What others tell of the same payment, or later of the same subscription, is of the plan that is named here.
    private static bool NamesPlan(string type) => type is "invoice.paid" || type.StartsWith("customer.subscription.", StringComparison.Ordinal);

    private async ValueTask<MappedEvents> MapAsync(Decision decision, PersonSearch search, CancellationToken cancellationToken)
    {
        var person = decision.HasNews ? await search.FindAsync(decision.Page, cancellationToken).ConfigureAwait(false) : search.Named(decision.Page);
        var events = decision.Report(person.IsKnown);
        foreach (var mapper in mappers)
        {
            mapper.Map(decision.StripeEvent, events);
        }

        if (events.Count > 0 && !decision.HasNews)
        {
            // Only the application's own mapper has something to say.
            person = await search.FindAsync(decision.Page, cancellationToken).ConfigureAwait(false);
        }

        foreach (var analyseEvent in events)
        {
            person.ApplyTo(analyseEvent);
            analyseEvent.Timestamp ??= TimeOf(decision.StripeEvent, analyseEvent);
            analyseEvent.IdempotencyKey ??= FreeKey(decision.StripeEvent.Id, analyseEvent.Name, events);

            // The request is Stripe's: its address is nobody's page.
            analyseEvent.Page ??= new PageContext();
        }

        decision.Settle(events, person.IsKnown);
        search.Remember(person, decision.Page);
        return events.Count == 0 ? MappedEvents.None : new MappedEvents(events, person.IsKnown);
    }

    /// <summary>
    /// Stripe's times are whole seconds: the outcome of a checkout must not stand before what was captured here in the same one.
    /// </summary>
    private DateTimeOffset? TimeOf(StripeEvent stripeEvent, AnalyseEvent analyseEvent)
    {
        if (stripeEvent.Created is not { } created || analyseEvent is not CheckoutEvent)
        {
            return stripeEvent.Created;
        }

        var (now, lastOfSecond) = (time.GetUtcNow(), created.AddMilliseconds(999));
        return now <= created ? created : now < lastOfSecond ? now : lastOfSecond;
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
}
