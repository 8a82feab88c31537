using Analyse.Stripe.Api;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.People;

/// <summary>
/// The search for the person of one event: the application's own resolver first, then what was written into the metadata, what
/// the ledger knows, and what Stripe's API says. Each is asked once, however often the ledger has to be read.
/// </summary>
internal sealed class PersonSearch(StripeEvent stripeEvent, IStripePersonIdResolver? resolver, StripeLookup lookup, AnalyseStripeOptions options)
{
    private readonly Dictionary<string, string?> _resolved = new(StringComparer.Ordinal);
    private (Metadata Metadata, string? CustomerId)? _lookedUp;

    public async ValueTask<Person> FindAsync(LedgerPage page, CancellationToken cancellationToken)
    {
        var metadata = MetadataPlaces.In(stripeEvent);
        var customer = page.Complete(stripeEvent.Ids).Customer;
        if (await ResolveAsync(customer, cancellationToken).ConfigureAwait(false) is { } resolved)
        {
            return Person.Of(metadata, resolved);
        }

        if (Named(page) is { PersonId: not null } named)
        {
            return named;
        }

        var (found, foundCustomer) = _lookedUp ??= await LookUpAsync(customer, cancellationToken).ConfigureAwait(false);
        if (foundCustomer is not null && await ResolveAsync(foundCustomer, cancellationToken).ConfigureAwait(false) is { } later)
        {
            return Person.Of(found, later);
        }

        return found.IsIdentified ? Person.Of(found)
            : metadata.IsIdentified || page.BrowserOf(stripeEvent.Ids) is not { } browser ? Person.Of(metadata)
            : new Person(null, browser, null);
    }

    /// <summary>The person that the event, or one before it, names.</summary>
    public Person Named(LedgerPage page)
    {
        var metadata = MetadataPlaces.In(stripeEvent);
        return metadata.PersonId is not null ? Person.Of(metadata)
            : ReferenceOf(stripeEvent) is { } reference ? Person.Of(metadata, reference)
            : page.PersonOf(stripeEvent.Ids) is { } known ? new Person(known, null, null)
            : Person.Of(metadata);
    }

    /// <summary>Remembers the person for all that the event names.</summary>
    public void Remember(Person person, LedgerPage page)
    {
        var ids = stripeEvent.Ids.Or(new ObjectIds { Customer = _lookedUp?.CustomerId });
        page.Join(ids);
        if ((person.PersonId ?? person.AnonymousId) is { Length: > 0 } name)
        {
            page.Name(ids, name, isAnonymous: person.PersonId is null);
        }
    }

    private async ValueTask<string?> ResolveAsync(string? customer, CancellationToken cancellationToken)
    {
        if (resolver is null)
        {
            return null;
        }

        if (!_resolved.TryGetValue(customer ?? "", out var person))
        {
            person = await resolver.FindPersonIdAsync(stripeEvent.About(customer), cancellationToken).ConfigureAwait(false);
            _resolved.Add(customer ?? "", person);
        }

        return string.IsNullOrWhiteSpace(person) ? null : person;
    }

    /// <summary>What Stripe's API says about the payment of a refund or a dispute, and about the customer.</summary>
    private async ValueTask<(Metadata Metadata, string? CustomerId)> LookUpAsync(string? customer, CancellationToken cancellationToken)
    {
        var found = default(Metadata);
        if (!lookup.IsAvailable)
        {
            return (found, null);
        }

        if (MetadataPlaces.IsAboutPayment(stripeEvent) && PaymentId.Of(stripeEvent.DataObject) is { } paymentId)
        {
            (found, var payer) = await lookup.PaymentAsync(paymentId, stripeEvent.Account, cancellationToken).ConfigureAwait(false);
            customer ??= payer;
        }

        if (found.PersonId is null && customer is not null)
        {
            var written = new Metadata((await lookup.CustomerAsync(customer, stripeEvent.Account, cancellationToken).ConfigureAwait(false)).Field("metadata"));
            found = written.IsIdentified ? written : found;
        }

        return (found, customer);
    }

    private string? ReferenceOf(StripeEvent about) =>
        options.ClientReferenceIdIsPersonId && about.Type.StartsWith("checkout.session.", StringComparison.Ordinal)
            ? new SessionJson(about.DataObject).ClientReferenceId
            : null;
}
