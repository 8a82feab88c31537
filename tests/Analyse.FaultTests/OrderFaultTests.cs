using Analyse.FaultTests.Rig;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section G: identity and order.</summary>
public sealed class OrderFaultTests
{
    [Fact]
    public async Task F78_An_event_keeps_its_id_and_time_over_attempts_splits_and_bisection()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(200).Then(503).Then(413).Then(400).Then(new SinkAnswer { Reset = true }).Then(429);
        shop.Capture(500);

        await shop.DrainAsync();

        Assert.True(sink.Requests.Count > 8);
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F80_First_attempts_come_in_the_order_of_capture_and_batches_are_monotone()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        var answered = 0;
        sink.Otherwise = _ => Interlocked.Increment(ref answered) % 3 == 0 ? 503 : 200;
        shop.Capture(1_000);

        await shop.DrainAsync();

        var seen = new HashSet<int>();
        var firstAttempts = sink.Requests.SelectMany(request => request.Events).Select(SinkRequest.NumberOf).Where(seen.Add);
        Assert.Equal(Enumerable.Range(0, 1_000), firstAttempts);
        Assert.All(sink.Requests, request =>
        {
            var numbers = request.Events.Select(SinkRequest.NumberOf).ToArray();
            Assert.Equal(numbers.Order(), numbers);
        });
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }
}
