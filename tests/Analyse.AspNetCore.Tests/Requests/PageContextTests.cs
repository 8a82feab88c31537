using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class PageContextTests
{
    private static readonly (string, string) _device = ("X-Analyse-Anonymous-Id", "f81d4fae-7dec-41d0-8765-00a0c91e6bf6");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_has_the_page_of_its_request_with_and_without_the_middleware(bool withMiddleware)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Map = MapCapture, WithMiddleware = withMiddleware });

        await app.GetAsync("/capture?utm_source=news&token=secret", _device, ("Referer", "https://search.test/?q=x"));

        var page = app.Events.Single.Page!;
        Assert.Equal("http://localhost/capture?utm_source=news", page.Url);
        Assert.Equal(("/capture", "localhost", "news"), (page.Path, page.Hostname, page.UtmSource));
        Assert.Equal("https://search.test/", page.Referrer);
    }

    [Theory]
    [InlineData("Sec-Fetch-Dest", "empty")]
    [InlineData("Sec-Fetch-Dest", "websocket")]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    public async Task A_fetch_belongs_to_the_page_that_made_it(string header, string value)
    {
        await using var app = await TestApp.StartAsync(MapCapture);

        await app.GetAsync("/capture", _device, (header, value), ("Referer", "http://localhost/pricing"));
        await app.GetAsync("/capture", _device, (header, value), ("Referer", "http://elsewhere.test/pricing"));

        Assert.Equal("http://localhost/pricing", app.Events.All[0].Page!.Url);
        Assert.Null(app.Events.All[1].Page);
    }

    [Fact]
    public async Task The_page_is_the_one_asked_for_and_not_the_one_the_pipeline_made_of_it()
    {
        await using var app = await TestApp.StartAsync(web =>
        {
            web.Use((context, next) =>
            {
                context.Request.Path = "/capture";
                return next();
            });
            web.UseRouting();
            MapCapture(web);
        });

        await app.GetAsync("/asked-for", _device);

        Assert.Equal("/asked-for", app.Events.Single.Page!.Path);
    }

    [Fact]
    public async Task The_base_of_the_path_belongs_to_the_page()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Map = MapCapture, First = web => UsePathBase(web) });

        await app.GetAsync("/shop/capture", _device);

        Assert.Equal("/shop/capture", app.Events.Single.Page!.Path);
    }

    [Fact]
    public async Task Forwarded_headers_of_anybody_are_ignored()
    {
        await using var app = await TestApp.StartAsync(MapCapture);

        await app.GetAsync(
            "/capture", _device, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil.test"), ("X-Forwarded-Proto", "https"));

        Assert.Equal("http://localhost/capture", app.Events.Single.Page!.Url);
    }

    [Fact]
    public async Task A_page_that_the_event_has_itself_wins()
    {
        await using var app = await TestApp.StartAsync(web => web.MapGet("/capture", (IAnalyseTracker analyse) =>
            analyse.Capture(new AnalyseEvent("done") { Page = new PageContext { Path = "/own" } }).ToString()));

        await app.GetAsync("/capture", _device);

        Assert.Equal("/own", app.Events.Single.Page!.Path);
    }

    private static void UsePathBase(WebApplication web)
    {
        web.UsePathBase("/shop");
        web.UseRouting();
    }

    private static void MapCapture(WebApplication web) =>
        web.MapGet("/capture", (IAnalyseTracker analyse) => analyse.Capture("done").ToString());
}
