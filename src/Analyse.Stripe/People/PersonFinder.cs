using Analyse.Stripe.Api;

namespace Analyse.Stripe.People;

/// <summary>Finds who it was.</summary>
internal sealed class PersonFinder(IStripePersonIdResolver? resolver, StripeLookup lookup, AnalyseStripeOptions options)
{
    public PersonSearch Search(StripeEvent stripeEvent) => new(stripeEvent, resolver, lookup, options);
}
