using System.Collections.Concurrent;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Tests.DependencyInjection;

/// <summary>A caller that blocks the only thread of its synchronization context.</summary>
public sealed class SynchronousCallerTests
{
    public static TheoryData<string, Action<AnalyseClient>> Calls() => new()
    {
        { "Dispose", client => client.Dispose() },
        { "FlushAsync", client => client.FlushAsync().GetAwaiter().GetResult() },
        { "ShutdownAsync", client => client.ShutdownAsync().GetAwaiter().GetResult() },
        { "DisposeAsync", client => client.DisposeAsync().AsTask().GetAwaiter().GetResult() },
        { "SendAsync", client => client.SendAsync(TestClient.Event()).GetAwaiter().GetResult() },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Blocking_the_only_thread_of_a_context_comes_to_an_end(string call, Action<AnalyseClient> act)
    {
        var service = new SlowTransport();
        await using var test = TestHost.Create("Production", add: services => services.AddSingleton<IEventTransport>(service));
        test.Client.Capture(TestClient.Event());

        var done = RunOnOneThread(() => act(test.Client));

        Assert.True(
            await Task.WhenAny(done, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)) == done, call + " hangs");
        await done;
        Assert.NotEqual(0, service.Requests);
    }

    private static Task RunOnOneThread(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new OneThread());
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }

    /// <summary>Takes work that nobody runs, because its thread is blocked.</summary>
    private sealed class OneThread : SynchronizationContext
    {
        private readonly ConcurrentQueue<SendOrPostCallback> _never = new();

        public override void Post(SendOrPostCallback d, object? state) => _never.Enqueue(d);
    }

    private sealed class SlowTransport : IEventTransport
    {
        private int _requests;

        public string? Description => null;

        public int Requests => Volatile.Read(ref _requests);

        public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _requests);
            await Task.Run(static () => { }, cancellationToken).ConfigureAwait(false);
            return TransportAnswer.Of(System.Net.HttpStatusCode.OK);
        }
    }
}
