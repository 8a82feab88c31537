using System.Net;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class SendAsyncTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_event_goes_to_the_endpoint_for_one_in_a_request_of_its_own()
    {
        await using var test = new TestClient();
        test.Client.Capture(TestClient.Event("waits"));

        Assert.Equal(CaptureResult.Accepted, await test.Client.SendAsync(TestClient.Event("now"), Token));

        var request = Assert.Single(test.Service.Requests);
        Assert.Equal("/v1/event", request.Address.AbsolutePath);
        Assert.Equal("now", request.Json.GetProperty("event").GetProperty("event_name").GetString());
        Assert.Equal("pk_test_1234567890", request.Json.GetProperty("publicKey").GetString());
        Assert.Equal(new AnalyseCounts { Accepted = 2, Delivered = 1, Waiting = 1 }, test.Client.Counts);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "cannot take events now (HTTP 503)")]
    [InlineData(HttpStatusCode.Unauthorized, "refused the key (HTTP 401)")]
    [InlineData(HttpStatusCode.NotFound, "not the service (HTTP 404)")]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "too large (HTTP 413)")]
    [InlineData(HttpStatusCode.BadRequest, "did not accept everything (HTTP 400)")]
    public async Task What_is_not_taken_throws_says_why_and_is_kept_nowhere(HttpStatusCode status, string says)
    {
        await using var test = new TestClient();
        test.Service.Then(status);

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.SendAsync(TestClient.Event(), Token));

        Assert.Equal(status, failure.StatusCode);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Contains("kept nowhere", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, failure.Kept);
        Assert.Equal(new AnalyseCounts(), test.Client.Counts);
        Assert.Single(test.Service.Requests);
    }

    [Fact]
    public async Task A_failed_network_is_the_inner_exception()
    {
        await using var test = new TestClient();
        test.Service.ThenFail(new HttpRequestException(HttpRequestError.ConnectionError));

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.SendAsync(TestClient.Event(), Token));

        Assert.Null(failure.StatusCode);
        Assert.IsType<HttpRequestException>(failure.InnerException);
        Assert.Contains("could not be reached (ConnectionError)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_event_is_not_sent_and_does_not_throw()
    {
        await using var test = new TestClient();

        Assert.Equal(CaptureResult.NoIdentity, await test.Client.SendAsync(TestClient.Event(personId: " "), Token));

        Assert.Empty(test.Service.Requests);
    }

    [Fact]
    public async Task A_retry_after_holds_back_everything_that_is_sent_later()
    {
        await using var test = new TestClient();
        test.Service.Then(HttpStatusCode.TooManyRequests, retryAfter: "60");
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.SendAsync(TestClient.Event(), Token));
        test.Client.Capture(TestClient.Event());

        var second = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.SendAsync(TestClient.Event(), Token));
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.FlushAsync(Token));

        Assert.Contains("asked to wait", second.Message, StringComparison.Ordinal);
        Assert.Single(test.Service.Requests);
    }

    [Fact]
    public async Task Who_gives_up_waiting_gets_a_cancellation()
    {
        await using var test = new TestClient();
        test.Service.ThenHang();
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = test.Client.SendAsync(TestClient.Event(), impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}
