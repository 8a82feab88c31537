using Analyse.Extensibility;
using Analyse.Stripe.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace Analyse.Stripe.DependencyInjection;

/// <summary>Says at start what cannot be known with what is registered.</summary>
internal static class SetupReport
{
    private const string NoLedger =
        "After a restart it is not known which payments were counted and who paid them: add a durable store (AddSqliteStore, AddEntityFrameworkOutbox).";

    private const string NoClient =
        "Plans that a payload does not show, the person of a payment that is older than the ledger, and thin events are not known: register an IStripeClient.";

    public static void Log(IServiceProvider services)
    {
        var isDurable = services.GetRequiredService<IAnalyseLedger>().IsDurable;
        var hasClient = services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IStripeClient));
        StripeRegistrations.LoggerOf(services).Setup(
            isDurable ? "the durable store" : "memory",
            string.Join(' ', new[] { isDurable ? null : NoLedger, hasClient ? null : NoClient }.OfType<string>()));
    }
}
