using Analyse.FaultTests.Rig;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>What a program without a host sees, and what depends on where it runs.</summary>
public sealed class ConsoleFaultTests
{
    [Fact]
    public async Task Without_a_logger_lost_events_are_written_to_stderr_once()
    {
        await using var raw = RawSink.Hanging();

        await using var child = await ChildProcess.RunAsync("no-logger", raw.Address.ToString());

        var line = Assert.Single(child.Lines, static line => line.Contains("lost", StringComparison.Ordinal));
        Assert.StartsWith("Analyse has stopped: 2 events could not be delivered and are lost. ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("pk_", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_logger_nothing_is_written_when_nothing_is_lost()
    {
        await using var sink = await Sink.StartAsync();

        await using var child = await ChildProcess.RunAsync("no-logger", sink.Address.ToString());

        Assert.Equal(["ended=True"], child.Lines);
    }

    [Theory]
    [InlineData("Asia/Tokyo", "2026-03-31T04:45:00.000Z")]
    [InlineData("America/New_York", "2026-03-31T17:45:00.000Z")]
    public async Task A_time_of_unspecified_kind_is_the_same_instant_as_Timestamp_and_as_a_property(string zone, string instant)
    {
        await using var sink = await Sink.StartAsync();

        await using var child = await ChildProcess.RunAsync(("TZ", zone), "time-zone", sink.Address.ToString());

        var sent = Assert.Single(Assert.Single(sink.Requests).Events);
        var properties = sent.GetProperty("properties");
        Assert.Equal(instant, sent.GetProperty("timestamp").GetString());
        Assert.Equal(instant, properties.GetProperty("value").GetString());
        Assert.Equal(instant, properties.GetProperty("list")[0].GetString());
        Assert.Equal(instant, properties.GetProperty("node").GetString());
        Assert.Equal(instant, properties.GetProperty("loose").GetProperty("time").GetString());
    }
}
