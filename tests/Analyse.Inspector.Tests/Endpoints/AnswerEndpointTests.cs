using System.Net;
using Xunit;

namespace Analyse.Inspector.Tests.Endpoints;

public sealed class AnswerEndpointTests
{
    [Fact]
    public async Task The_answer_that_was_put_is_what_a_request_gets()
    {
        await using var application = await InspectorApplication.StartAsync();

        var put = await application.Client.PutAsync(
            "answer", new StringContent("""{"status":429,"retryAfterSeconds":7,"requests":1}"""), TestContext.Current.CancellationToken);
        var refused = await application.PostAsync("v1/batch", Some.Batch(Some.Event()));
        var taken = await application.PostAsync("v1/batch", Some.Batch(Some.Event()));

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Null(taken.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_answer_can_be_asked_for()
    {
        await using var application = await InspectorApplication.StartAsync();

        Assert.Equal(
            """{"status":200,"retryAfterSeconds":null,"delayMilliseconds":0,"requests":null}""",
            await application.Client.GetStringAsync("answer", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_given_is_refused_with_the_reason()
    {
        await using var application = await InspectorApplication.StartAsync();

        var response = await application.Client.PutAsync("answer", new StringContent("""{"status":99}"""), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"field\":\"status\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_change_the_answer()
    {
        await using var application = await InspectorApplication.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, "answer") { Content = new StringContent("""{"status":503}""") };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await application.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }
}
