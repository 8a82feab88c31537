using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Analyse.Testing.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    private static readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Production", false)]
    [InlineData("Development", true)]
    [InlineData("Staging", false)]
    public async Task Without_a_key_everything_is_recorded_and_nothing_is_sent(string environment, bool recorderFirst)
    {
        var builder = NewBuilder(environment);
        _ = recorderFirst
            ? builder.Services.AddAnalyseRecorder().AddAnalyseClient().Services
            : builder.Services.AddAnalyseClient().Services.AddAnalyseRecorder();
        using var host = builder.Build();
        var recorder = host.Services.GetRequiredService<AnalyseRecorder>();

        await host.StartAsync(_cancelled);
        host.Services.GetRequiredService<IAnalyseClient>().Capture(new SignedUp { PersonId = "user_1" });
        await host.StopAsync(_cancelled);

        Assert.Equal("user_1", recorder.Single<SignedUp>().PersonId);
        Assert.Contains("signup_completed", Assert.Single(recorder.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_it_twice_records_once()
    {
        var builder = NewBuilder("Production");
        builder.Services.AddAnalyseClient().Services.AddAnalyseRecorder().AddAnalyseRecorder();
        using var host = builder.Build();

        host.Services.GetRequiredService<IAnalyseClient>().Capture(new SignedUp { PersonId = "user_1" });

        Assert.Single(host.Services.GetRequiredService<AnalyseRecorder>().Events);
    }

    [Fact]
    public void A_recorder_of_the_test_takes_the_place_of_the_containers_own()
    {
        var recorder = new AnalyseRecorder();
        var builder = NewBuilder("Production");
        builder.Services.AddAnalyseRecorder().AddAnalyseRecorder(recorder).AddAnalyseClient();
        using var host = builder.Build();

        host.Services.GetRequiredService<IAnalyseClient>().Capture(new SignedUp { PersonId = "user_1" });

        recorder.Single<SignedUp>();
        Assert.Same(recorder, host.Services.GetRequiredService<AnalyseRecorder>());
    }

    [Fact]
    public async Task An_application_stops_soon_though_the_service_hangs()
    {
        var builder = NewBuilder("Production");
        builder.Services.AddAnalyseRecorder().AddAnalyseClient(options => options.ShutdownTimeout = TimeSpan.FromMinutes(10));
        using var host = builder.Build();
        host.Services.GetRequiredService<AnalyseRecorder>().Hang();

        await host.StartAsync(_cancelled);
        host.Services.GetRequiredService<IAnalyseClient>().Capture(new SignedUp { PersonId = "user_1" });
        await host.StopAsync(_cancelled);

        Assert.Equal(1, host.Services.GetRequiredService<IAnalyseClient>().Counts.Lost);
    }

    [Fact]
    public async Task A_web_application_under_test_is_recorded()
    {
        await using var factory = new CheckoutFactory();
        using var browser = factory.CreateClient();

        var response = await browser.PostAsync("/checkout?user=user_1", content: null, _cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("user_1", factory.Services.GetRequiredService<AnalyseRecorder>().Single<CheckoutStarted>().PersonId);
    }

    private static HostApplicationBuilder NewBuilder(string environment) =>
        Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
}
