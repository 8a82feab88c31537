using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Analyse.Inspector.Tests.Endpoints;

public sealed partial class PageEndpointTests
{
    [Theory]
    [InlineData("/analyse", "/analyse")]
    [InlineData("/analyse", "/analyse/")]
    [InlineData("/dev/analyse", "/dev/analyse")]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    public async Task The_page_and_all_it_links_to_are_served_with_and_without_a_slash(string pattern, string path)
    {
        await using var application = await InspectorApplication.StartAsync(pattern: pattern);
        var address = new Uri(application.Client.BaseAddress!, path);

        var page = await application.Client.GetStringAsync(address, TestContext.Current.CancellationToken);
        var links = Link.Matches(page).Select(match => new Uri(address, match.Groups[1].Value)).ToArray();

        Assert.Equal(6, links.Length);
        foreach (var link in links)
        {
            using var response = await application.Client.GetAsync(link, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_holds_below_a_path_base()
    {
        await using var application = await InspectorApplication.StartAsync(before: app => app.UsePathBase("/shop").UseRouting());
        var address = new Uri(application.Client.BaseAddress!, "/shop/analyse");

        var page = await application.Client.GetStringAsync(address, TestContext.Current.CancellationToken);
        var script = new Uri(address, Link.Matches(page).Last().Groups[1].Value);

        Assert.Equal("/shop/analyse/page/main.js", script.AbsolutePath);
    }

    [Fact]
    public async Task The_page_asks_for_nothing_from_elsewhere_and_runs_nothing_inline()
    {
        await using var application = await InspectorApplication.StartAsync();

        using var response = await application.Client.GetAsync("", TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("default-src 'none'; script-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", page, StringComparison.Ordinal);
        Assert.All(Script.Matches(page), match => Assert.Empty(match.Groups[1].Value));
    }

    [Theory]
    [InlineData("main.js", "text/javascript")]
    [InlineData("theme.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task Files_have_their_content_type(string name, string contentType)
    {
        await using var application = await InspectorApplication.StartAsync();

        using var response = await application.Client.GetAsync($"page/{name}", TestContext.Current.CancellationToken);

        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("page/index.html")]
    [InlineData("page/nothing.js")]
    [InlineData("page/..%2Fmain.js")]
    public async Task What_is_no_file_of_the_page_is_not_found(string path)
    {
        await using var application = await InspectorApplication.StartAsync();

        using var response = await application.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"#]+)\"")]
    private static partial Regex Link { get; }

    [GeneratedRegex("<script[^>]*>([^<]*)</script>")]
    private static partial Regex Script { get; }
}
