using System.Net;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class ShutdownFailureTests
{
    [Fact]
    public async Task What_a_shutdown_loses_is_not_called_kept()
    {
        await using var test = new TestClient();
        test.Service.Then(HttpStatusCode.Unauthorized);
        test.Client.Capture(TestClient.Event());

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(
            () => test.Client.ShutdownAsync(TestContext.Current.CancellationToken));

        Assert.Equal((HttpStatusCode.Unauthorized, 0), (failure.StatusCode, failure.Kept));
        Assert.EndsWith("0 events are kept for the next start, 1 are lost.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            "Analyse has stopped: 0 events delivered, 0 kept for the next start, 1 lost. The service refused the key (HTTP 401): check PublicKey.",
            Assert.Single(test.Log.Collector.GetSnapshot(), record => record.Id.Name == "StoppedWithLoss").Message);
    }
}
