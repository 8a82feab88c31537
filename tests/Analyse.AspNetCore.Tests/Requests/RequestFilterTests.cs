using Analyse.AspNetCore.Requests;
using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class RequestFilterTests
{
    [Theory]
    [InlineData("/health", "/health", false)]
    [InlineData("/health", "/Health/live", false)]
    [InlineData("/health/", "/health", false)]
    [InlineData("/health", "/healthy", true)]
    [InlineData("/health", "/", true)]
    [InlineData("/", "/anything", false)]
    public void A_path_is_excluded_with_all_below_it(string excluded, string path, bool accepted)
    {
        var options = new AnalyseRequestOptions { ExcludedPaths = { excluded } };

        Assert.Equal(accepted, Accepts(options, path));
    }

    [Fact]
    public void The_filter_decides_about_what_is_not_excluded()
    {
        var options = new AnalyseRequestOptions { Filter = context => context.Request.Path == "/yes", ExcludedPaths = { "/no" } };

        Assert.True(Accepts(options, "/yes"));
        Assert.False(Accepts(options, "/maybe"));
        Assert.False(Accepts(options, "/no"));
    }

    [Fact]
    public void A_filter_that_throws_leaves_the_request_alone() =>
        Assert.False(Accepts(new AnalyseRequestOptions { Filter = _ => throw new InvalidOperationException() }, "/"));

    [Fact]
    public async Task An_excluded_request_is_left_alone_yet_captures_what_it_says()
    {
        await using var app = await TestApp.StartAsync(
            web => web.MapGet("/health", (HttpContext context, IAnalyseTracker analyse) => analyse.Capture("done").ToString()),
            options =>
            {
                options.ExcludedPaths.Add("/health");
                options.FlushBeforeResponseEnds = true;
            });

        await app.GetAsync("/health", (TestUser.Header, "alice"));

        Assert.Equal("alice", app.Events.Single.PersonId);
        Assert.Equal(0, app.Transport.Requests);
    }

    [Fact]
    public async Task The_address_of_an_excluded_request_is_not_pinned()
    {
        var pinned = new List<bool>();
        await using var app = await TestApp.StartAsync(
            web => web.MapGet("/{path}", (HttpContext context) => pinned.Add(IsPinned(context))),
            options => options.ExcludedPaths.Add("/health"));

        await app.GetAsync("/health");
        await app.GetAsync("/other");

        Assert.Equal([false, true], pinned);
    }

    private static bool IsPinned(HttpContext context) =>
        Assert.IsType<RequestFeatures>(context.Features.Get<IServiceProvidersFeature>()).State.IsPinned;

    private static bool Accepts(AnalyseRequestOptions options, string path) =>
        new RequestFilter(Options.Create(options), NullLogger<RequestFilter>.Instance)
            .Accepts(new DefaultHttpContext { Request = { Path = path } });
}
