using System.Globalization;
using System.Runtime.CompilerServices;

namespace Analyse.Benchmarks.Cold;

/// <summary>A fresh process that measures one thing once, and prints it.</summary>
internal static class ColdChild
{
    public const string Command = "cold-child";

    public static async Task RunAsync(string what, Uri service)
    {
        switch (what)
        {
            case "run-library":
                Console.WriteLine(await ColdRun.LibraryAsync(service));
                break;
            case "run-bare":
                Console.WriteLine(await ColdRun.BareAsync(service));
                break;
            case "first-capture":
                Console.WriteLine(FirstRun.Capture(service).ToString(CultureInfo.InvariantCulture));
                break;
            case "first-delivery-library":
                await FirstRun.DeliverAsync(service);
                Console.WriteLine("0");
                break;
            case "first-delivery-bare":
                await FirstRun.PostAsync(service);
                Console.WriteLine("0");
                break;
            default:
                Console.WriteLine(await FirstRequestAsync(what, service));
                break;
        }
    }

    // Apart, so that the other measurements do not load the web server.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<FirstRequestRun> FirstRequestAsync(string what, Uri service) =>
        FirstRequestRun.MeasureAsync(service, isWarmedUp: what == "first-request");
}
