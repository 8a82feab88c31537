using Analyse.FaultTests.Rig;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section H: a process with a heap of 64 MB that has no memory left.</summary>
public sealed class OutOfMemoryFaultTests
{
    private static readonly (string, string) _heapOf64Megabytes = ("DOTNET_GCHeapHardLimit", "0x4000000");

    [Fact]
    public async Task F92_A_buffer_that_takes_all_memory_is_full_and_nothing_throws()
    {
        await using var raw = RawSink.Hanging();

        await using var child = await ChildProcess.RunAsync(_heapOf64Megabytes, "oom-buffer", raw.Address.ToString());

        Assert.Equal(1, child.Number("full"));
        TheCountsAddUp(child);
    }

    [Fact]
    public async Task F92_An_application_that_takes_all_memory_gets_Full_and_captures_again_when_there_is_some()
    {
        await using var raw = RawSink.Hanging();

        await using var child = await ChildProcess.RunAsync(_heapOf64Megabytes, "oom-hog");

        Assert.InRange(child.Number("full"), 1, long.MaxValue);
        Assert.Equal("Accepted", child["last"]);
        TheCountsAddUp(child);
    }

    private static void TheCountsAddUp(ChildProcess child)
    {
        Assert.Equal(0, child.Number("faults"));
        Assert.Equal(child.Number("calls"), child.Number("captured"));
        Assert.Equal(
            child.Number("accepted"), child.Number("delivered") + child.Number("waiting") + child.Number("dead") + child.Number("lost"));
    }
}
