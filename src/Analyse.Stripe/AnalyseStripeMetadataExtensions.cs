using Analyse.Stripe.Payload;
using Analyse.Stripe.People;
using Stripe;
using Stripe.Checkout;

namespace Analyse.Stripe;

/// <summary>
/// Writes who buys into what is created at Stripe, as metadata, in the places that Stripe copies from, so that each webhook about
/// it finds the person again: <c>analyse_person_id</c>, <c>analyse_anonymous_id</c>, <c>analyse_session_id</c>,
/// <c>analyse_checkout_id</c> and <c>analyse_flow</c>. What the metadata has of these already stays; where it names another person
/// than the tracker knows, the browser's ids are left out.
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
        BuyerMetadata.Write(options, tracker, Metadata.CheckoutFlow, checkoutId);

        // Stripe refuses a session that has the data of another mode.
        IHasMetadata? outcome = options.Mode switch
        {
            "subscription" => options.SubscriptionData ??= new SessionSubscriptionDataOptions(),
            "payment" => options.PaymentIntentData ??= new SessionPaymentIntentDataOptions(),
            _ => null,
        };
        BuyerMetadata.Copy(options, outcome);
        if (options is { Mode: "payment", InvoiceCreation: { Enabled: true } invoice })
        {
            // Its invoice.paid would count the payment a second time.
            BuyerMetadata.Copy(options, invoice.InvoiceData ??= new SessionInvoiceCreationInvoiceDataOptions());
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
        BuyerMetadata.Write(options, tracker, Metadata.ElementsFlow, checkoutId);

    /// <summary>Writes who buys into a subscription, for a payment form of your own: its first <c>invoice.paid</c> then finishes the checkout.</summary>
    /// <param name="options">The subscription to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static SubscriptionCreateOptions WithAnalyse(
        this SubscriptionCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null) =>
        BuyerMetadata.Write(options, tracker, Metadata.ElementsFlow, checkoutId);

    /// <summary>
    /// Writes who buys into a subscription schedule and its phases, whose metadata Stripe gives the subscription as each begins.
    /// Set <see cref="SubscriptionScheduleCreateOptions.Phases"/> before. A schedule made from an existing subscription stays
    /// as it is: Stripe allows it no settings of its own, and the subscription has its metadata already.
    /// </summary>
    /// <param name="options">The schedule to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static SubscriptionScheduleCreateOptions WithAnalyse(
        this SubscriptionScheduleCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tracker);
        if (options.FromSubscription is not null)
        {
            return options;
        }

        BuyerMetadata.Write(options, tracker, Metadata.ElementsFlow, checkoutId);
        foreach (var phase in options.Phases ?? [])
        {
            BuyerMetadata.Copy(options, phase);
        }

        return options;
    }

    /// <summary>
    /// Writes who buys into a quote, and into the subscription or the schedule that it becomes when it is accepted. Stripe copies
    /// nothing to the invoice of a quote without a recurring price: call <c>WithAnalyse</c> for its customer, too.
    /// </summary>
    /// <param name="options">The quote to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static QuoteCreateOptions WithAnalyse(this QuoteCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null)
    {
        BuyerMetadata.Write(options, tracker, Metadata.ElementsFlow, checkoutId);
        BuyerMetadata.Copy(options, options.SubscriptionData ??= new QuoteSubscriptionDataOptions());
        return options;
    }

    /// <summary>Writes who buys into an invoice that you make yourself.</summary>
    /// <param name="options">The invoice to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static InvoiceCreateOptions WithAnalyse(this InvoiceCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null) =>
        BuyerMetadata.Write(options, tracker, Metadata.ElementsFlow, checkoutId);

    /// <summary>
    /// Writes who buys into a payment link made for this person; Stripe copies it to every session of the link. For a link that
    /// many people use, set <see cref="AnalyseStripeOptions.ClientReferenceIdIsPersonId"/> and give each of them the link with
    /// <c>?client_reference_id=…</c> instead.
    /// </summary>
    /// <remarks>
    /// Whether a link is for a subscription is known to Stripe alone, and it refuses the data of the other kind. So the
    /// subscription, the payment intent and the invoice are written into where you have set
    /// <see cref="PaymentLinkCreateOptions.SubscriptionData"/>, <see cref="PaymentLinkCreateOptions.PaymentIntentData"/> or
    /// <see cref="PaymentLinkCreateOptions.InvoiceCreation"/> before; without them, the session still names the person of what comes of it.
    /// </remarks>
    /// <param name="options">The payment link to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id that <c>checkout_started</c> has. <see langword="null"/>: a new one, see <see cref="AnalyseCheckoutId"/>.</param>
    /// <returns>The same options.</returns>
    public static PaymentLinkCreateOptions WithAnalyse(this PaymentLinkCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null)
    {
        BuyerMetadata.Write(options, tracker, Metadata.CheckoutFlow, checkoutId);
        BuyerMetadata.Copy(options, options.SubscriptionData);
        BuyerMetadata.Copy(options, options.PaymentIntentData);
        if (options.InvoiceCreation is { Enabled: true } invoice)
        {
            BuyerMetadata.Copy(options, invoice.InvoiceData ??= new PaymentLinkInvoiceCreationInvoiceDataOptions());
        }

        return options;
    }

    /// <summary>
    /// Writes who it is into a customer. What is bought later names the customer, and so the person, also where nothing else
    /// does. The checkout's id is written only where you give one, since a customer outlives the checkout.
    /// </summary>
    /// <param name="options">The customer to create.</param>
    /// <param name="tracker">The tracker of this request.</param>
    /// <param name="checkoutId">The id of the checkout that makes the customer. <see langword="null"/>: none is written.</param>
    /// <returns>The same options.</returns>
    public static CustomerCreateOptions WithAnalyse(this CustomerCreateOptions options, IAnalyseTracker tracker, string? checkoutId = null) =>
        BuyerMetadata.WritePerson(options, tracker, checkoutId);

    /// <summary>The checkout id that <c>WithAnalyse</c> wrote: give it to <see cref="CheckoutEvent.CheckoutId"/> of <see cref="CheckoutStarted"/>.</summary>
    /// <param name="options">The options, or the object that was created with them.</param>
    /// <returns>The id, or <see langword="null"/>: there is none.</returns>
    public static string? AnalyseCheckoutId(this IHasMetadata options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Metadata?.GetValueOrDefault(Metadata.CheckoutIdName);
    }
}
