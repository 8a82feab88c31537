using System.Text;
using Analyse.FaultTests.Rig;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section A: capturing never blocks and never throws.</summary>
public sealed class CaptureFaultTests
{
    [Fact]
    public async Task F1_A_service_that_hangs_does_not_hold_up_eight_threads_that_capture()
    {
        await using var raw = RawSink.Hanging();

        await using var child = await ChildProcess.RunAsync("hanging", raw.Address.ToString());

        Assert.Equal(0, child.Number("faults"));
        Assert.Equal(100_001, child.Number("captured"));
        Assert.Equal(child.Number("captured"), child.Number("accepted") + child.Number("refused"));
        // The eight threads of the test have ended; the rest is the pool's.
        Assert.InRange(child.Number("threads"), -100, 40);
        Assert.InRange(child.Number("milliseconds"), 0, 20_000);
    }

    [Fact]
    public async Task F2_A_full_buffer_keeps_the_oldest_and_its_last_fifth_for_money()
    {
        await using var sink = await Sink.StartAsync();
        sink.Otherwise = _ => 503;

        await using var child = await ChildProcess.RunAsync("full", sink.Address.ToString());

        Assert.Equal(10_000, child.Number("money"));
        Assert.Equal(8_000, child.Number("others"));
        Assert.Equal(82_000, child.Number("refused"));
        Assert.InRange(child.Number("growth"), -1_000_000, 2 * 32 * 1024);
    }

    [Fact]
    public async Task F2_A_full_buffer_is_told_once_a_minute_and_what_was_accepted_first_arrives()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address, options => options.MaxBufferedEvents = 1_000);
        sink.Then(503);
        shop.Capture(5_000);
        await shop.Time.TimerAsync(ObservedClock.FirstRetry);

        Assert.Equal(1, shop.LogLines("StoreFull"));
        shop.Time.Advance(ObservedClock.FirstRetry);
        await shop.DrainAsync();
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
        Assert.Equal(800, shop.Client.Counts.Delivered);
    }

    [Fact]
    public async Task F3_Bytes_bound_the_buffer_too()
    {
        await using var raw = RawSink.Hanging();

        await using var child = await ChildProcess.RunAsync("bytes", raw.Address.ToString());

        Assert.InRange(child.Number("accepted") * 100_000, 15_000_000, (16 * 1024 * 1024) + 100_000);
        Assert.InRange(child.Number("growth"), -1_000_000, 2 * 48 * 1024);
    }

    [Fact]
    public async Task F4_Numbers_that_JSON_cannot_hold_are_null_and_their_neighbours_arrive()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        var odd = Shop.Event(0);
        odd.Properties["nan"] = double.NaN;
        odd.Properties["infinity"] = double.PositiveInfinity;
        odd.Properties["minus_infinity"] = float.NegativeInfinity;
        odd.Properties["minus_zero"] = -0.0;
        shop.Oracle.Capture(odd);
        shop.Capture(99);

        await shop.DrainAsync();

        var properties = sink.Requests[0].Events[0].GetProperty("properties").GetRawText();
        Assert.Contains("\"nan\":null,\"infinity\":null,\"minus_infinity\":null,\"minus_zero\":", properties, StringComparison.Ordinal);
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F5_Objects_that_hold_themselves_or_are_far_too_deep_do_not_end_the_process()
    {
        await using var sink = await Sink.StartAsync();

        await using var child = await ChildProcess.RunAsync("hostile", sink.Address.ToString());

        Assert.Equal(4, child.Number("delivered"));
        Assert.All(sink.Requests.SelectMany(request => request.Events).Take(3), sent =>
            Assert.True(sent.GetProperty("properties").GetProperty("kept").GetBoolean()));
    }

    [Fact]
    public async Task F8_What_is_far_too_large_is_refused_and_costs_no_memory_to_speak_of()
    {
        await using var sink = await Sink.StartAsync();

        await using var child = await ChildProcess.RunAsync("huge", sink.Address.ToString());

        Assert.Equal("TooLarge", child["huge"]);
        Assert.Equal("TooLarge", child["many"]);
        Assert.InRange(child.Number("allocated"), 0, 20 * 1024 * 1024);
        Assert.Equal(1, child.Number("delivered"));
    }

    [Fact]
    public async Task F9_Broken_text_arrives_as_valid_UTF_8_and_an_id_of_it_is_refused()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var odd = Shop.Event(0);
        odd.Properties["lone \ud83d"] = "cut \ud83d";
        odd.Properties["nul"] = "a\0b";
        odd.Properties["emoji"] = "😀";
        shop.Oracle.Capture(odd);
        var broken = Shop.Event(1);
        broken.PersonId = "user_\ud83d";
        Assert.Equal(CaptureResult.NoIdentity, shop.Oracle.Capture(broken));

        await shop.DrainAsync();

        Assert.NotEmpty(strict.GetString(sink.Requests[0].Body));
        var properties = sink.Requests[0].Events[0].GetProperty("properties");
        Assert.Equal("cut \ufffd", properties.GetProperty("lone \ufffd").GetString());
        Assert.Equal("😀", properties.GetProperty("emoji").GetString());
        Assert.Equal("a\0b", properties.GetProperty("nul").GetString());
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F10_An_event_of_nobody_is_refused_and_a_forgotten_id_is_an_error_of_the_programmer()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);

        Assert.Equal(CaptureResult.NoIdentity, shop.Client.For(null).Capture(new AnalyseEvent("a")));
        Assert.Equal(CaptureResult.NoIdentity, shop.Client.Capture(new AnalyseEvent("a") { PersonId = " " }));
        Assert.Throws<ArgumentException>(() => shop.Client.Capture(new AnalyseEvent("a")));
        Assert.Equal(new AnalyseCounts { Refused = 2 }, shop.Client.Counts);
    }

    [Fact]
    public async Task F15_A_starved_thread_pool_does_not_hold_up_captures_and_the_drain_ends()
    {
        await using var sink = await Sink.StartAsync();

        await using var child = await ChildProcess.RunAsync("starved", sink.Address.ToString());

        Assert.InRange(child.Number("capture"), 0, 2_000);
        Assert.InRange(child.Number("drain"), 0, 2_000 + 5_000);
        Assert.Equal(1_000, child.Number("delivered") + child.Number("lost"));
    }
}
