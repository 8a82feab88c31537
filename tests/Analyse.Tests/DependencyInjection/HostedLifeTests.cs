using System.Net;
using Analyse.Storage;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.DependencyInjection;

/// <summary>The client in the life of an application.</summary>
public sealed class HostedLifeTests
{
    private readonly FakeTransport _service = new();
    private readonly FakeTimeProvider _time = new(Encoded.Moment);

    [Fact]
    public async Task The_first_flush_starts_when_the_application_is_asked_to_stop()
    {
        var arrived = default(FakeTransport.FakeRequest);
        await using var test = await StartedAsync(services => services.AddHostedService(provider => new Stopping(async () =>
        {
            // The application still stops its other services, and the flush is under way already.
            arrived = await _service.NextAsync();
        })));
        test.Client.Capture(TestClient.Event("before"));

        await test.Host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["before"], arrived!.EventNames);
    }

    [Fact]
    public async Task The_last_flush_takes_the_last_events_of_all_other_services()
    {
        await using var test = await StartedAsync(services => services.AddHostedService(provider => new Stopping(() =>
        {
            provider.GetRequiredService<IAnalyseClient>().Capture(TestClient.Event("while_stopping"));
            return Task.CompletedTask;
        })));
        test.Client.Capture(TestClient.Event("before"));

        await test.Host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["before", "while_stopping"], _service.SentNames);
        Assert.Equal(CaptureResult.Closed, test.Client.Capture(TestClient.Event("after")));
        var line = Assert.Single(test.Said, record => record.Id.Name == "Stopped");
        Assert.Contains("2 events delivered, 0 kept for the next start, 0 lost", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_flushes_though_the_token_of_the_host_is_cancelled_already()
    {
        await using var test = await StartedAsync();
        test.Client.Capture(TestClient.Event());

        await SwallowAsync(test.Host.StopAsync(new CancellationToken(canceled: true)));
        await test.DisposeAsync();

        Assert.Single(_service.SentNames);
    }

    [Fact]
    public async Task Both_flushes_share_one_time()
    {
        var stopping = new TaskCompletionSource();
        _service.ThenHang().ThenHang();
        await using var test = await StartedAsync(services => services.AddHostedService(_ => new Stopping(() =>
        {
            stopping.SetResult();
            return Task.CompletedTask;
        })));
        var began = _time.GetUtcNow();
        test.Client.Capture(TestClient.Event());

        var stop = test.Host.StopAsync(TestContext.Current.CancellationToken);
        await stopping.Task;
        await AdvanceUntilAsync(stop);

        // Ten seconds in all, and the steps of this test's clock.
        Assert.InRange(_time.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromSeconds(11));
        Assert.Equal(1, test.Client.Counts.Lost);
        Assert.Single(test.Said, record => record.Id.Name == "StoppedWithLoss");
    }

    [Fact]
    public async Task A_service_that_is_away_for_a_moment_is_tried_again_before_anything_is_lost()
    {
        _service.Then(HttpStatusCode.ServiceUnavailable, times: 2);
        await using var test = await StartedAsync();
        test.Client.Capture(TestClient.Event());

        await AdvanceUntilAsync(test.Host.StopAsync(TestContext.Current.CancellationToken));

        Assert.Equal(new AnalyseCounts { Accepted = 1, Delivered = 1 }, test.Client.Counts);
    }

    [Fact]
    public async Task Options_that_are_not_valid_fail_the_start_and_the_end_stays_quiet()
    {
        var test = TestHost.Create("Development", new() { ["Analyse:Host"] = "no url" });
        await Assert.ThrowsAsync<OptionsValidationException>(() => test.Host.StartAsync(TestContext.Current.CancellationToken));

        await test.DisposeAsync();
    }

    [Fact]
    public async Task A_client_over_another_store_ends_quietly_too_when_the_start_failed()
    {
        var store = MemoryStoreExtensions.Large();
        var test = TestHost.Create("Production", add: services =>
        {
            services.AddSingleton<IEventWriter>(store);
            services.AddSingleton<IEventSource>(store);
        });
        await Assert.ThrowsAsync<OptionsValidationException>(() => test.Host.StartAsync(TestContext.Current.CancellationToken));

        await test.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_was_never_started_delivers_what_was_captured_when_it_is_disposed()
    {
        var test = Create();
        test.Client.Capture(TestClient.Event());

        await test.DisposeAsync();

        Assert.Single(_service.SentNames);
    }

    [Fact]
    public async Task A_host_that_is_disposed_without_having_done_anything_says_and_sends_nothing()
    {
        var test = Create();

        await test.DisposeAsync();

        Assert.Empty(_service.Requests);
    }

    private async Task<TestHost> StartedAsync(Action<IServiceCollection>? add = null)
    {
        var test = Create(add);
        await test.Host.StartAsync(TestContext.Current.CancellationToken);
        return test;
    }

    private TestHost Create(Action<IServiceCollection>? add = null) => TestHost.Create("Production", add: services =>
    {
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IEventTransport>(_service);
        add?.Invoke(services);
    });

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        await task;
    }

    private static async Task SwallowAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // A host whose token is cancelled may say so; what counts is what the client does.
        }
    }

    private sealed class Stopping(Func<Task> stop) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => stop();
    }
}
