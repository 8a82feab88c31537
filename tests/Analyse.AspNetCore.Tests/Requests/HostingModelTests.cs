using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class HostingModelTests
{
    [Fact]
    public async Task A_controller_captures_for_its_user()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Services = services => services.AddControllers().AddApplicationPart(typeof(CheckoutController).Assembly),
            Map = web => web.MapControllers(),
        });

        using var request = new HttpRequestMessage(HttpMethod.Post, "/checkout/finish") { Headers = { { TestUser.Header, "alice" } } };
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var captured = Assert.IsType<CheckoutFinished>(app.Events.Single);
        Assert.Equal(("alice", "/checkout/finish"), (captured.PersonId, captured.Page!.Path));
    }

    [Fact]
    public async Task A_middleware_captures_for_the_user()
    {
        await using var app = await TestApp.StartAsync(web => web.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<IAnalyseTracker>().Capture("seen");
            return next(context);
        }).Run(_ => Task.CompletedTask));

        await app.GetAsync("/", (TestUser.Header, "alice"));

        Assert.Equal("alice", app.Events.Single.PersonId);
    }

    [Fact]
    public async Task A_background_service_says_itself_who_it_is()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Services = services => services.AddHostedService<TrialEnder>(),
            Map = _ => { },
        });

        Assert.Equal(("user_123", null), (app.Events.Single.PersonId, app.Events.Single.Page));
    }

    private sealed class TrialEnder(IAnalyseClient analyse) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            analyse.Capture(new TrialEnded("pro", converted: false) { PersonId = "user_123" });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
