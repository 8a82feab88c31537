using System.Runtime.CompilerServices;
using Analyse.Configuration;
using Analyse.Storage.Memory;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analyse.Tracking;

/// <summary>
/// Takes events all the way into a store, so that the runtime has compiled that way. Everything in it is made here and
/// dropped here, with default settings: nothing of the application's runs or counts, and nothing can be sent.
/// </summary>
internal static class WarmUp
{
    private const string Anyone = "warm-up";

    /// <summary>
    /// Warms up beside a caller that goes on to capture, once in a process: the two compile half of the way each. With one
    /// processor they would only be in each other's way.
    /// </summary>
    public static void RunBeside()
    {
        if (Environment.ProcessorCount > 1 && RuntimeFeature.IsDynamicCodeCompiled)
        {
            Beside.EnsureBegun();
        }
    }

    /// <summary>Runs something on a thread of its own. What goes wrong in it ends it, and nothing else.</summary>
    // Not on the thread pool: where that has one thread, the first requests would wait behind this.
    public static void RunOnThread(Action warmUp) => new Thread(() => Try(warmUp)) { IsBackground = true, Name = "Analyse warm-up" }.UnsafeStart();

    public static void Run() => Run(Store());

    /// <summary>Captures into this store, and empties it again.</summary>
    public static void Run(MemoryStore store)
    {
        // As the delivery does.
        _ = store.WaitAsync(1, 1, CancellationToken.None);
        Capture(store, Standard());
        Capture(store, Custom());
        store.Abandon();
    }

    /// <summary>Captures for whom the context names.</summary>
    public static void Capture(IAnalyseContext context) => Capture(Store(), Standard(), context);

    private static void Capture(MemoryStore store, AnalyseEvent analyseEvent, IAnalyseContext? context = null)
    {
        var logger = NullLogger.Instance;
        var settings = new FixedSettings(new AnalyseSettings(new AnalyseOptions(), KeyAndOrigin.Local, isOn: true));
        var intake = new EventIntake(
            settings, new Enrichment([], isObserved: false, logger), [], new Refusals(TimeProvider.System, logger), TimeProvider.System, logger);
        intake.Capture(analyseEvent, context ?? new PersonContext(Anyone, Anyone), store);
    }

    private static MemoryStore Store() => new(AnalyseDefaults.MaxBatchSize, AnalyseDefaults.MaxBufferedBytes, TimeProvider.System);

    private static CheckoutFinished Standard() => new(Billing.Monthly, Amount.Minor(1, "USD")) { CheckoutId = Anyone, Plan = Anyone };

    private static AnalyseEvent Custom() => new(Anyone)
    {
        IdempotencyKey = Anyone,
        Page = new PageContext { Path = "/" },
        Properties = new() { ["text"] = Anyone, ["number"] = 1, ["truth"] = true },
    };

    private static void Try(Action warmUp)
    {
        try
        {
            warmUp();
        }
        catch (Exception)
        {
            // Then the first event compiles its way itself.
        }
    }

    /// <summary>Begins once in a process, when it is first used.</summary>
    private static class Beside
    {
        static Beside() => RunOnThread(static () =>
        {
            Capture(Store(), Standard());
            // Its first use takes longer than all of a capture.
            ThreadPool.UnsafeQueueUserWorkItem(static _ => { }, null);
        });

        public static void EnsureBegun()
        {
        }
    }
}
