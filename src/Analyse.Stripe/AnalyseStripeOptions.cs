using Analyse.Stripe.Configuration;

namespace Analyse.Stripe;

/// <summary>
/// How Stripe's webhooks are checked and turned into events. Bound from the section <c>Analyse:Stripe</c>, then changed by code.
/// </summary>
public sealed class AnalyseStripeOptions
{
    /// <summary>
    /// The signing secrets of the webhook endpoint, <c>whsec_…</c>. Any of them will do, so that a new one can stand beside
    /// the old one while it is rotated.
    /// </summary>
    /// <value>What <c>STRIPE_WEBHOOK_SECRET</c> holds, when neither the section nor code names one.</value>
    public IList<string> SigningSecrets { get; } = [];

    /// <summary>How far the time of a signature may be from this server's clock, in either direction; whole seconds count.</summary>
    /// <value>5 minutes, as in Stripe's own libraries. From 1 second to 1 day.</value>
    public TimeSpan Tolerance { get; set; } = StripeDefaults.Tolerance;

    /// <summary>Whether events of the live mode, of the test mode, or of both are taken. What is not taken is answered with 200.</summary>
    /// <value><see cref="StripeMode.Auto"/>: live events always, test events outside Production.</value>
    public StripeMode Mode { get; set; }

    /// <summary>
    /// Names of events that are not captured, such as <c>invoice_paid</c>, or <c>checkout_finished</c> where the
    /// application's own code captures it. Of the library's own mapping only: an <see cref="IStripeEventMapper"/> is free.
    /// </summary>
    /// <value>None.</value>
    public ISet<string> ExcludedEvents { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Names the plan of a price, for all events.</summary>
    /// <value>The price's <c>lookup_key</c>, else its <c>nickname</c>, else the id of its product.</value>
    public Func<StripePrice, string?> PlanOf { get; set; } = StripeDefaults.PlanOf;

    /// <summary>
    /// Whether <c>client_reference_id</c> of a checkout session holds the id of the person. Payment links and pricing tables
    /// take it from the browser's address, where anybody can change it.
    /// </summary>
    /// <value>False.</value>
    public bool ClientReferenceIdIsPersonId { get; set; }

    /// <summary>
    /// Whether money of connected accounts is the application's own revenue. Otherwise it is captured with <c>revenue</c> 0 and the
    /// account's id.
    /// </summary>
    /// <value>False.</value>
    public bool CountConnectedAccounts { get; set; }

    /// <summary>
    /// Whether invoices that were paid outside of Stripe, and credit notes that were given back there, are captured and counted.
    /// </summary>
    /// <value>True; such events have <c>paid_out_of_band</c>.</value>
    public bool CountPaidOutOfBand { get; set; } = true;

    /// <summary>The longest body that is read, in bytes; a longer one is answered with 413.</summary>
    /// <value>256 KiB. From 1 KiB to 16 MiB.</value>
    public int MaxBodyBytes { get; set; } = StripeDefaults.MaxBodyBytes;
}
