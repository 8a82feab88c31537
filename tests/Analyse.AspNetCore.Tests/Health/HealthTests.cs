using System.Net;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Analyse.AspNetCore.Tests.Health;

public sealed class HealthTests
{
    private const string Key = "pk_test_health_canary";

    [Fact]
    public async Task A_client_that_delivers_is_healthy_and_shows_its_figures_without_its_key()
    {
        await using var services = Services(HttpStatusCode.OK);

        var entry = await CheckAfterOneEventAsync(services);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal("Delivering", entry.Data["state"]);
        Assert.Equal(1L, entry.Data["delivered"]);
        Assert.DoesNotContain(Key, string.Join(' ', entry.Data.Values) + entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Retrying")]
    [InlineData(HttpStatusCode.Unauthorized, "KeyRefused")]
    [InlineData(HttpStatusCode.NotFound, "Misrouted")]
    public async Task Events_that_are_not_delivered_degrade_the_application_and_no_more(HttpStatusCode status, string state)
    {
        await using var services = Services(status);

        var entry = await CheckAfterOneEventAsync(services);

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal(state, entry.Data["state"]);
        Assert.Equal(1L, entry.Data["waiting"]);
    }

    [Fact]
    public async Task A_request_to_wait_degrades()
    {
        await using var services = Services(HttpStatusCode.TooManyRequests, retryAfter: "60");

        var entry = await CheckAfterOneEventAsync(services);

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal("AskedToWait", entry.Data["state"]);
    }

    [Fact]
    public async Task The_failure_status_that_is_given_is_reported()
    {
        await using var services = Services(HttpStatusCode.Unauthorized, failureStatus: HealthStatus.Unhealthy);

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAfterOneEventAsync(services)).Status);
    }

    [Fact]
    public async Task A_client_that_is_off_is_healthy()
    {
        await using var services = Services(HttpStatusCode.OK, enabled: false);

        var entry = await CheckAfterOneEventAsync(services);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal("Off", entry.Data["state"]);
    }

    [Fact]
    public async Task A_client_that_was_shut_down_degrades()
    {
        await using var services = Services(HttpStatusCode.OK);
        await services.GetRequiredService<IAnalyseClient>().ShutdownAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Closed", (await CheckAsync(services)).Data["state"]);
    }

    private static async Task<HealthReportEntry> CheckAfterOneEventAsync(ServiceProvider services)
    {
        var client = services.GetRequiredService<IAnalyseClient>();
        client.Capture(new AnalyseEvent("order") { PersonId = "user_1" });
        await Record.ExceptionAsync(() => client.FlushAsync(TestContext.Current.CancellationToken));
        return await CheckAsync(services);
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services)
    {
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["analyse"];
    }

    private static ServiceProvider Services(
        HttpStatusCode status, string? retryAfter = null, HealthStatus failureStatus = HealthStatus.Degraded, bool enabled = true)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAnalyse(options =>
        {
            options.PublicKey = Key;
            options.Enabled = enabled;
            options.ShutdownTimeout = TimeSpan.Zero;
        });
        services.AddSingleton<IEventTransport>(new OneAnswer(new TransportAnswer { Status = status, RetryAfter = retryAfter }));
        services.AddHealthChecks().AddAnalyse(failureStatus: failureStatus);
        return services.BuildServiceProvider();
    }

    private sealed class OneAnswer(TransportAnswer answer) : IEventTransport
    {
        public string? Description => null;

        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) => new(answer);
    }
}
