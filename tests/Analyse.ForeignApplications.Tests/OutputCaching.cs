using Analyse.ForeignApplications.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>The server keeps pages and gives them to everybody.</summary>
public sealed class OutputCaching
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_visitor_gets_the_id_of_another_from_the_cache(bool cachesFirst)
    {
        await using var application = await StartAsync(cachesFirst);

        var ids = new List<string>();
        for (var visitor = 0; visitor < 5; visitor++)
        {
            using var response = await application.GetAsync("/pricing");
            ids.AddRange(response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_is_still_kept_for_visitors_who_have_an_id(bool cachesFirst)
    {
        await using var application = await StartAsync(cachesFirst);

        var pages = new List<string>();
        for (var visitor = 0; visitor < 3; visitor++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/pricing") { Headers = { { "Cookie", $"analyse_anon_id={Guid.NewGuid()}" } } };
            using var response = await application.Client.SendAsync(request, TestContext.Current.CancellationToken);
            pages.Add(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Single(pages.Distinct());
    }

    private static Task<WebApplicationOfOthers> StartAsync(bool cachesFirst) => WebApplicationOfOthers.StartAsync(
        static services => services.AddOutputCache(),
        web =>
        {
            if (cachesFirst)
            {
                web.UseOutputCache();
                web.UseAnalyse();
            }
            else
            {
                web.UseAnalyse();
                web.UseOutputCache();
            }

            web.MapGet("/pricing", static () => $"page {Guid.NewGuid()}").CacheOutput();
        },
        static options => options.IssueAnonymousIdCookie = true);
}
