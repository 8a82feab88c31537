using System.Diagnostics;
using Xunit;

namespace Analyse.Inspector.Tests.Endpoints;

public sealed class StreamEndpointTests
{
    [Fact]
    public async Task A_page_gets_what_was_there_and_then_each_new_event()
    {
        await using var application = await InspectorApplication.StartAsync();
        await application.SendAsync("a", "b");

        await using var page = await OpenPage.OpenAsync(application.Client);
        Assert.Equal("text/event-stream", page.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("state", (await page.NextAsync())?.Name);
        Assert.Equal("reset", (await page.NextAsync())?.Name);
        Assert.Equal(["a", "b"], await page.NextEventsAsync());

        await application.SendAsync("c");
        Assert.Equal(["c"], await page.NextEventsAsync());
    }

    [Fact]
    public async Task More_events_than_fit_in_one_message_all_arrive_in_order()
    {
        await using var application = await InspectorApplication.StartAsync();
        string[] names = [.. Enumerable.Range(0, 500).Select(i => $"event_{i}")];
        await application.SendAsync(names);

        await using var page = await OpenPage.OpenAsync(application.Client);
        var read = new List<string?>();
        while (read.Count < names.Length)
        {
            read.AddRange(await page.NextEventsAsync());
        }

        Assert.Equal(names, read);
    }

    [Fact]
    public async Task A_page_that_comes_back_gets_only_what_it_missed()
    {
        await using var application = await InspectorApplication.StartAsync();
        await application.SendAsync("a");
        string seen;
        await using (var page = await OpenPage.OpenAsync(application.Client))
        {
            await page.NextEventsAsync();
            seen = page.LastEventId;
        }

        await application.SendAsync("b");
        await using var again = await OpenPage.OpenAsync(application.Client, seen);

        Assert.Equal("state", (await again.NextAsync())?.Name);
        Assert.Equal("events", (await again.NextAsync())?.Name);
        Assert.EndsWith(".2", again.LastEventId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_comes_back_after_a_clearing_starts_over()
    {
        await using var application = await InspectorApplication.StartAsync();
        await application.SendAsync("a");
        string seen;
        await using (var page = await OpenPage.OpenAsync(application.Client))
        {
            await page.NextEventsAsync();
            seen = page.LastEventId;
        }

        await application.Client.DeleteAsync("events", TestContext.Current.CancellationToken);
        await using var again = await OpenPage.OpenAsync(application.Client, seen);

        Assert.Equal("state", (await again.NextAsync())?.Name);
        Assert.Equal("reset", (await again.NextAsync())?.Name);
    }

    [Fact]
    public async Task An_open_page_hears_of_a_clearing_and_of_another_answer_and_of_a_refusal()
    {
        await using var application = await InspectorApplication.StartAsync();
        await using var page = await OpenPage.OpenAsync(application.Client);
        Assert.Equal(200, (await page.NextAsync("state")).GetProperty("answer").GetProperty("status").GetInt32());
        await page.NextAsync("reset");

        await application.Client.DeleteAsync("events", TestContext.Current.CancellationToken);
        await page.NextAsync("reset");

        await application.Client.PutAsync("answer", new StringContent("""{"status":503}"""), TestContext.Current.CancellationToken);
        Assert.Equal(503, (await page.NextAsync("state")).GetProperty("answer").GetProperty("status").GetInt32());

        await application.PostAsync("v1/batch", Some.Batch(Some.Event()));
        var refused = await page.NextAsync("state");
        Assert.Equal(1, refused.GetProperty("refused").GetInt32());
        Assert.Equal(503, refused.GetProperty("refusals")[0].GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_open_page_does_not_hold_the_shutdown_and_sees_what_was_captured_last()
    {
        await using var application = await InspectorApplication.StartAsync();
        await using var page = await OpenPage.OpenAsync(application.Client);
        await page.NextAsync("state");

        var watch = Stopwatch.StartNew();
        await application.SendAsync("the_last_one");
        await application.StopAsync();
        watch.Stop();

        Assert.Equal(["the_last_one"], await page.NextEventsAsync());
        await page.NextAsync("stopping");
        Assert.Null(await page.NextAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
        Assert.Empty(application.Problems);
    }

    [Fact]
    public async Task A_page_that_goes_away_leaves_no_trace_in_the_log()
    {
        await using var application = await InspectorApplication.StartAsync();
        await using (var page = await OpenPage.OpenAsync(application.Client))
        {
            await page.NextAsync("state");
        }

        await application.SendAsync("a");
        await application.StopAsync();

        Assert.Empty(application.Problems);
    }
}
