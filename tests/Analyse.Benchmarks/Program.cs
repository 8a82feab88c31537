using System.Runtime.CompilerServices;
using Analyse.Benchmarks;
using Analyse.Benchmarks.Cold;
using Analyse.Benchmarks.EndToEnd;
using Analyse.Benchmarks.Service;
using BenchmarkDotNet.Running;

// "e2e" and "cold" measure with the service in another process, which is this program again with "serve"; anything else is for BenchmarkDotNet.
switch (args)
{
    case ["e2e", .. var options]:
        return await EndToEndProgram.RunAsync(options);
    case ["cold", .. var options]:
        return ColdProgram.Run(options);
    case [ColdChild.Command, var what, var service]:
        await ColdChild.RunAsync(what, new Uri(service));
        return 0;
    case [LoopbackService.Command, .. var options]:
        LoopbackService.Run(options);
        return 0;
    default:
        MeasureCapture(args);
        return 0;
}

// Apart, so that the other programs do not load BenchmarkDotNet: it would count as their memory.
[MethodImpl(MethodImplOptions.NoInlining)]
static void MeasureCapture(string[] arguments) => BenchmarkSwitcher.FromAssembly(typeof(CaptureBenchmarks).Assembly).Run(arguments);
