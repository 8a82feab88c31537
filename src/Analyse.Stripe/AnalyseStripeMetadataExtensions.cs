using System.Security.Cryptography;
using Analyse.Stripe.Payload;
using Stripe;
using Stripe.Checkout;

namespace Analyse.Stripe;

/// <summary>
/// Writes who buys into what is created at Stripe, as metadata, so that each webhook about it finds the person again:
/// <c>analyse_person_id</c>, <c>analyse_anonymous_id</c>, <c>analyse_session_id</c>, <c>analyse_checkout_id</c> and
/// <c>analyse_flow</c>. What the metadata has of these already stays; where it names another person than the tracker knows, the
/// browser's ids are left out.
/// </summary>
public static class AnalyseStripeMetadataExtensions
{
    /// <summary>
    /// Writes who buys into a checkout session and, where its mode allows it, into the subscription, or the payment intent and
    /// the invoice, that come of it. Set <see cref="SessionCreateOptions.Mode"/> and <see cref="SessionCreateOptions.InvoiceCreation"/> before.
    /// </summary>
    /// <param name="options">The session to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static SessionCreateOptions WithAnalyse(this SessionCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tracker);
        options.Write(tracker, Metadata.CheckoutFlow, checkoutId);

        // Stripe refuses a session that has the data of another mode.
        IHasMetadata? outcome = options.Mode switch
        {
            "subscription" => options.SubscriptionData ??= new SessionSubscriptionDataOptions(),
            "payment" => options.PaymentIntentData ??= new SessionPaymentIntentDataOptions(),
            _ => null,
        };
        outcome?.CopyFrom(options);
        if (options is { Mode: "payment", InvoiceCreation: { Enabled: true } invoice })
        {
            // Its invoice.paid would count the payment a second time.
            (invoice.InvoiceData ??= new SessionInvoiceCreationInvoiceDataOptions()).CopyFrom(options);
        }

        return options;
    }

    /// <summary>Writes who buys into a payment intent, for a payment form of your own: <c>payment_intent.succeeded</c> then finishes the checkout.</summary>
    /// <param name="options">The payment intent to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static PaymentIntentCreateOptions WithAnalyse(
        this PaymentIntentCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null) =>
        options.Write(tracker, Metadata.ElementsFlow, checkoutId);

    /// <summary>Writes who buys into a subscription, for a payment form of your own: its first <c>invoice.paid</c> then finishes the checkout.</summary>
    /// <param name="options">The subscription to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static SubscriptionCreateOptions WithAnalyse(
        this SubscriptionCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null) =>
        options.Write(tracker, Metadata.ElementsFlow, checkoutId);

    /// <summary>The checkout id that <c>WithAnalyse</c> wrote: give it to <see cref="CheckoutEvent.CheckoutId"/> of <see cref="CheckoutStarted"/>.</summary>
    /// <param name="options">The options, or the object that was created with them.</param>
    /// <returns>The id, or <see langword="null"/>: there is none.</returns>
    public static string? AnalyseCheckoutId(this IHasMetadata options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Metadata?.GetValueOrDefault(Metadata.CheckoutIdName);
    }

    private static TOptions Write<TOptions>(this TOptions options, IAnalyseTracker tracker, string flow, string? checkoutId)
        where TOptions : IHasMetadata
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tracker);
        var metadata = options.OwnMetadata();
        if (checkoutId is not null)
        {
            metadata[Metadata.CheckoutIdName] = checkoutId;
        }

        var context = tracker.Context;
        metadata.AddBuyer(context.PersonId, context.AnonymousId, context.SessionId);
        metadata.AddIfKnown(Metadata.CheckoutIdName, $"chk_{RandomNumberGenerator.GetHexString(32, lowercase: true)}");
        metadata.AddIfKnown(Metadata.FlowName, flow);
        return options;
    }

    private static void CopyFrom(this IHasMetadata target, SessionCreateOptions source)
    {
        var metadata = target.OwnMetadata();

        // One checkout has one id.
        metadata.Remove(Metadata.CheckoutIdName);
        metadata.AddIfKnown(Metadata.CheckoutIdName, source.Metadata[Metadata.CheckoutIdName]);
        metadata.AddIfKnown(Metadata.FlowName, source.Metadata[Metadata.FlowName]);
        metadata.AddBuyer(
            source.Metadata.GetValueOrDefault(Metadata.PersonIdName),
            source.Metadata.GetValueOrDefault(Metadata.AnonymousIdName),
            source.Metadata.GetValueOrDefault(Metadata.SessionIdName));
    }

    /// <summary>The browser goes with its own person: beside somebody else, whom the team has named, it would merge the two.</summary>
    private static void AddBuyer(this Dictionary<string, string> metadata, string? personId, string? anonymousId, string? sessionId)
    {
        metadata.AddIfKnown(Metadata.PersonIdName, personId);
        if (string.IsNullOrWhiteSpace(personId) || metadata[Metadata.PersonIdName] == personId)
        {
            metadata.AddIfKnown(Metadata.AnonymousIdName, anonymousId);
            metadata.AddIfKnown(Metadata.SessionIdName, sessionId);
        }
    }

    /// <summary>A dictionary of its own: the one that was set may be shared, and this buyer must not be written into the next one's.</summary>
    private static Dictionary<string, string> OwnMetadata(this IHasMetadata options) =>
        options.Metadata = options.Metadata is { } shared ? new Dictionary<string, string>(shared) : [];

    private static void AddIfKnown(this Dictionary<string, string> metadata, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            metadata.TryAdd(name, value);
        }
    }
}
