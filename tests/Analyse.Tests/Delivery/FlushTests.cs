using System.Net;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class FlushTests
{
    [Fact]
    public async Task A_flush_sends_everything_that_waits_in_order_of_capture()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 2 });
        foreach (var name in new[] { "a", "b", "c" })
        {
            Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event(name)));
        }

        await test.Client.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b", "c"], test.Service.SentNames);
        Assert.Equal(new AnalyseCounts { Accepted = 3, Delivered = 3 }, test.Client.Counts);
    }

    [Fact]
    public async Task A_flush_that_is_not_taken_throws_and_keeps_the_events_in_front()
    {
        await using var test = new TestClient();
        test.Service.Then(HttpStatusCode.InternalServerError);
        test.Client.Capture(TestClient.Event("a"));

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.FlushAsync(TestContext.Current.CancellationToken));
        test.Client.Capture(TestClient.Event("b"));
        await test.Client.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, failure.StatusCode);
        Assert.Equal(1, failure.Kept);
        Assert.Equal(["a", "a", "b"], test.Service.SentNames);
    }
}
