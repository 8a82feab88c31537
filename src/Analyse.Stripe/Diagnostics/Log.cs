using Microsoft.Extensions.Logging;

namespace Analyse.Stripe.Diagnostics;

/// <summary>Every message of this package. Ids are never used twice. No secret, no body and no id of a person is ever logged; Stripe's event ids are.</summary>
internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Warning, "Stripe's webhooks cannot be verified: there is no signing secret, so each of them is answered with 400. Set Analyse:Stripe:SigningSecrets:0, or STRIPE_WEBHOOK_SECRET, to the endpoint's signing secret, whsec_…; 'stripe listen' prints one for local use. In Production this is an error at start.", EventName = "StripeNoSecret")]
    public static partial void NoSecret(this ILogger logger);

    [LoggerMessage(301, LogLevel.Warning, "A Stripe webhook was not verified and is answered with 400. {Problem} This is logged once a minute at most; analyse.stripe.webhooks counts all of them.", EventName = "StripeNotVerified")]
    public static partial void NotVerified(this ILogger logger, string problem);

    [LoggerMessage(302, LogLevel.Warning, "The body of a verified webhook of Stripe is not one of its events; it is answered with 400.", EventName = "StripeNotReadable")]
    public static partial void NotReadable(this ILogger logger);

    [LoggerMessage(303, LogLevel.Warning, "A webhook was longer than {Limit} bytes (Analyse:Stripe:MaxBodyBytes); it is answered with 413. This is logged once a minute at most.", EventName = "StripeTooLarge")]
    public static partial void TooLarge(this ILogger logger, int limit);

    [LoggerMessage(304, LogLevel.Warning, "Stripe sent an event of its {Mode} mode, which is ignored in the environment {Environment}; this is logged once, and analyse.stripe.webhooks counts them. To take it, set Analyse:Stripe:Mode to {Setting} or Both; else give the endpoint of that mode another address.", EventName = "StripeOtherMode")]
    public static partial void OtherMode(this ILogger logger, string mode, string environment, string setting);

    [LoggerMessage(305, LogLevel.Error, "Nobody knows who Stripe's {Type} {StripeEventId} is about, so its events are rejected; those about money are captured once a later event names the person. Call WithAnalyse(tracker) where the checkout, payment or subscription is created, write analyse_person_id into its metadata, or register an IStripePersonIdResolver. What is older than the ledger is found with an IStripeClient.", EventName = "StripeNobody")]
    public static partial void Nobody(this ILogger logger, string type, string stripeEventId);

    [LoggerMessage(306, LogLevel.Error, "Stripe's {Type} {StripeEventId} cannot be captured now ({Problem}); it is answered with 503, and Stripe sends it again.", EventName = "StripeNotSafe")]
    public static partial void NotSafe(this ILogger logger, string type, string stripeEventId, string problem);

    [LoggerMessage(307, LogLevel.Warning, "Stripe's API answered {Status} when it was asked for what a webhook does not hold; the event goes on without it. Look at the permissions of the API key. This is logged once a minute at most.", EventName = "StripeLookupRefused")]
    public static partial void LookupRefused(this ILogger logger, int status);

    [LoggerMessage(308, LogLevel.Warning, "A subscription's interval is in neither the payload nor the metadata, so its checkout has none; this is logged once. Write analyse_plan and analyse_billing_interval (week, month, year) into the session's metadata, or register an IStripeClient.", EventName = "StripeIntervalUnknown")]
    public static partial void IntervalUnknown(this ILogger logger);

    [LoggerMessage(310, LogLevel.Error, "A Stripe webhook was answered with a redirect ({Status}), which Stripe does not follow, so its event does not arrive. Give Stripe the https address of the endpoint; behind a proxy that ends TLS, call app.UseForwardedHeaders() before app.UseHttpsRedirection(); with 'stripe listen', forward to the https address and add --skip-verify. This is logged once a minute at most.", EventName = "StripeRedirected")]
    public static partial void Redirected(this ILogger logger, int status);

    [LoggerMessage(311, LogLevel.Error, "The changed settings of Analyse:Stripe are not valid, so the previous ones stay in force: {Problem}", EventName = "StripeReloadRejected")]
    public static partial void ReloadRejected(this ILogger logger, string problem);

    [LoggerMessage(312, LogLevel.Warning, "Stripe sent {Type} as a thin event, which does not hold its object, so nothing is captured of it; this is logged once. Register an IStripeClient, or set the payload style of the event destination to snapshot.", EventName = "StripeThinEvent")]
    public static partial void ThinEvent(this ILogger logger, string type);

    [LoggerMessage(313, LogLevel.Information, "Stripe's webhooks are remembered in {Ledger}. {Gaps}", EventName = "StripeSetup")]
    public static partial void Setup(this ILogger logger, string ledger, string gaps);

    [LoggerMessage(309, LogLevel.Debug, "Stripe's {Type} {StripeEventId}: {Count} events.", EventName = "StripeMapped")]
    public static partial void Mapped(this ILogger logger, string type, string stripeEventId, int count);
}
