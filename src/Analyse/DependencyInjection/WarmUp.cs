using Analyse.Configuration;
using Analyse.Storage.Memory;
using Analyse.Tracking;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analyse.DependencyInjection;

/// <summary>
/// Takes two events all the way into a store, so that the runtime has compiled that way. Everything in it is made here and
/// dropped here, with default settings: nothing of the application's runs or counts, and nothing can be sent.
/// </summary>
internal static class WarmUp
{
    private const string Anyone = "warm-up";

    public static void Run() => Capture(new MemoryStore(AnalyseDefaults.MaxBatchSize, AnalyseDefaults.MaxBufferedBytes, TimeProvider.System));

    /// <summary>Captures into this store, and empties it again.</summary>
    public static void Capture(MemoryStore store)
    {
        var logger = NullLogger.Instance;
        var settings = new FixedSettings(new AnalyseSettings(new AnalyseOptions(), KeyAndOrigin.Local, isOn: true));
        var intake = new EventIntake(
            settings, new Enrichment([], isObserved: false, logger), [], new Refusals(TimeProvider.System, logger), TimeProvider.System, logger);
        var context = new PersonContext(Anyone, Anyone);

        intake.Capture(
            new CheckoutFinished(Billing.Monthly, Amount.Of(1m, "USD")) { CheckoutId = Anyone, Page = new PageContext { Path = "/" } }, context, store);
        intake.Capture(
            new AnalyseEvent(Anyone) { IdempotencyKey = Anyone, Properties = new() { ["text"] = Anyone, ["number"] = 1, ["truth"] = true } },
            context,
            store);
        store.Abandon();
    }
}
