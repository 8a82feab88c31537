using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Analyse.Inspector.Tests.Endpoints;

public sealed class IngestEndpointTests
{
    [Theory]
    [InlineData("v1/batch")]
    [InlineData("v1/event")]
    public async Task Events_are_taken_and_counted(string path)
    {
        await using var application = await InspectorApplication.StartAsync();

        var response = await application.PostAsync(path, path is "v1/batch" ? Some.Batch(Some.Event("CheckoutFinished")) : Some.Single(Some.Event("CheckoutFinished")));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("""{"accepted":1,"warnings":1}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_breaks_the_contract_is_answered_with_the_reason()
    {
        await using var application = await InspectorApplication.StartAsync();

        var response = await application.PostAsync("v1/batch", """{"publicKey":"pk","events":[{}]}"""u8.ToArray());
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("events[0].event_name: event_name is missing, blank or not a text.", answer.GetProperty("error").GetString());
        Assert.Equal(
            ["events[0].event_name", "events[0].person_id", "events[0].timestamp"],
            answer.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Another_key_than_the_expected_one_is_answered_401()
    {
        await using var application = await InspectorApplication.StartAsync(options => options.PublicKey = "pk_live_expected");

        var response = await application.PostAsync("v1/batch", Some.Batch(Some.Event()));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(2 * 1024 * 1024)]
    public async Task A_body_above_the_limit_is_answered_413(int bytes)
    {
        await using var application = await InspectorApplication.StartAsync(options => options.MaxBodyBytes = 1024);

        var response = await application.PostAsync("v1/batch", new byte[bytes]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_body_larger_than_the_servers_own_limit_is_taken_when_the_option_allows_it()
    {
        await using var application = await InspectorApplication.StartAsync(options => options.MaxBodyBytes = 64 * 1024 * 1024);
        var large = Some.Event();
        large["properties"]!["text"] = new string('x', 31 * 1024 * 1024);

        var response = await application.PostAsync("v1/event", Some.Single(large));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_content_type_that_any_web_page_could_send_is_refused(string contentType)
    {
        await using var application = await InspectorApplication.StartAsync();

        var response = await application.PostAsync("v1/batch", Some.Batch(Some.Event()), contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://shop.localhost", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("https://shop.example", false)]
    [InlineData("https://localhost.example", false)]
    [InlineData("null", false)]
    public async Task A_page_on_this_machine_may_post_and_others_may_not(string origin, bool isAllowed)
    {
        await using var application = await InspectorApplication.StartAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "v1/batch");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");

        var response = await application.Client.SendAsync(preflight, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(isAllowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) && allowed.Single() == origin);
        Assert.Contains("Origin", response.Headers.Vary);
    }
}
