using System.Security.Claims;
using Analyse.AspNetCore.Requests;
using Analyse.AspNetCore.Tests.Support;
using Analyse.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

/// <summary>The warm-up of a request goes all the way of one, and touches nothing of the application's.</summary>
public sealed class RequestWarmUpTests
{
    [Fact]
    public void It_reads_person_browser_and_page_of_a_made_up_request()
    {
        using var services = new ServiceCollection().BuildServiceProvider();

        var context = new RequestWarmUp(services.GetRequiredService<IServiceScopeFactory>()).MakeContext();

        Assert.Equal(RequestWarmUp.Anyone, context.PersonId);
        Assert.Equal(RequestWarmUp.Browser, context.AnonymousId);
        Assert.Equal(RequestWarmUp.Anyone, context.SessionId);
        Assert.Equal("https://localhost/?utm_source=warm-up", context.Page?.Url);
        Assert.Equal(RequestWarmUp.Anyone, context.Page?.UtmSource);
    }

    [Fact]
    public async Task It_runs_no_code_of_the_applications_and_captures_nothing()
    {
        var calls = 0;
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Map = static app => app.MapGet("/", static () => ""),
            Requests = options =>
            {
                options.Filter = _ => Count(true);
                options.AnonymousId.IsValid = _ => Count(true);
            },
            Services = services => services.AddSingleton<IPersonIdResolver>(new Resolver(() => Count("anyone"))),
        });

        app.Services.GetRequiredService<IWarmUp>().Run();

        Assert.Equal(0, calls);
        Assert.Empty(app.Events.All);
        Assert.Equal(new AnalyseCounts(), app.Services.GetRequiredService<IAnalyseClient>().Counts);

        T Count<T>(T answer)
        {
            Interlocked.Increment(ref calls);
            return answer;
        }
    }

    private sealed class Resolver(Func<string> resolve) : IPersonIdResolver
    {
        public string? Resolve(ClaimsPrincipal user) => resolve();
    }
}
