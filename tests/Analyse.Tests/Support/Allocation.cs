namespace Analyse.Tests.Support;

/// <summary>Measures what code allocates.</summary>
internal static class Allocation
{
    private const int Runs = 5;

    /// <summary>
    /// The bytes that an action allocates on this thread in the best of some runs. What the action itself allocates is in
    /// every run; what the runtime does meanwhile, such as compiling a method again, is not.
    /// </summary>
    public static long Least(Action action) => Enumerable.Range(0, Runs).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
