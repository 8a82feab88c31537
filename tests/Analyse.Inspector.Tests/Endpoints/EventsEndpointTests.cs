using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Analyse.Inspector.Tests.Endpoints;

public sealed class EventsEndpointTests
{
    [Fact]
    public async Task Events_are_listed_oldest_first_with_their_warnings()
    {
        await using var application = await InspectorApplication.StartAsync();
        await application.SendAsync("a", "CheckoutFinished");

        var events = await GetAsync(application, "events");

        Assert.Equal([1, 2], events.Select(stored => stored.GetProperty("sequence").GetInt32()));
        Assert.Equal(["a", "CheckoutFinished"], events.Select(Name));
        Assert.Equal(0, events[0].GetProperty("warnings").GetArrayLength());
        Assert.Equal("event_name", events[1].GetProperty("warnings")[0].GetProperty("field").GetString());
        Assert.True(events[0].GetProperty("receivedAt").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public async Task Events_are_filtered_by_person_and_by_name()
    {
        await using var application = await InspectorApplication.StartAsync();
        await application.PostAsync("v1/batch", Some.Batch(
            Some.Event("before", person: null, anonymous: "phone"),
            Some.Event("sign-in", person: "köpare å", anonymous: "phone"),
            Some.Event("other", person: "user_2")));

        Assert.Equal(["before", "sign-in"], (await GetAsync(application, "events?person=" + Uri.EscapeDataString("köpare å"))).Select(Name));
        Assert.Equal(["other"], (await GetAsync(application, "events?name=other")).Select(Name));
        Assert.Empty(await GetAsync(application, "events?person=user_2&name=before"));
    }

    [Fact]
    public async Task Deleting_leaves_nothing()
    {
        await using var application = await InspectorApplication.StartAsync();
        await application.SendAsync("a");

        var response = await application.Client.DeleteAsync("events", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await GetAsync(application, "events"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NoContent)]
    [InlineData("Origin", "https://shop.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task Only_the_inspectors_own_page_may_delete_from_a_browser(string header, string value, HttpStatusCode status)
    {
        await using var application = await InspectorApplication.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "events");
        request.Headers.Add(header, value);

        Assert.Equal(status, (await application.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task An_older_browser_that_sends_only_the_origin_may_delete_from_the_inspectors_own_page()
    {
        await using var application = await InspectorApplication.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "events");
        request.Headers.Add("Origin", application.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.NoContent, (await application.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<JsonElement[]> GetAsync(InspectorApplication application, string path) =>
        (await application.Client.GetFromJsonAsync<JsonElement[]>(path, TestContext.Current.CancellationToken))!;

    private static string? Name(JsonElement stored) => stored.GetProperty("event").GetProperty("event_name").GetString();
}
