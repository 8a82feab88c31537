using System.Diagnostics;
using System.Net;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Tests.DependencyInjection;

public sealed class ExecutionContextTests
{
    private static readonly AsyncLocal<string?> _request = new();

    [Fact]
    public async Task The_request_that_captures_first_does_not_live_on_in_the_loop()
    {
        var seen = new TaskCompletionSource<(string? _request, Activity? Activity)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new ProbeTransport(() => seen.TrySetResult((_request.Value, Activity.Current)));
        await using var test = TestHost.Create(
            "Production",
            new() { ["Analyse:MaxBatchSize"] = "1" },
            services => services.AddSingleton<IEventTransport>(transport));

        using var activity = new Activity("first request").Start();
        _request.Value = "first request";
        test.Client.Capture(TestClient.Event());

        var inLoop = await seen.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal((null, null), inLoop);
        Assert.Same(activity, Activity.Current);
        Assert.False(ExecutionContext.IsFlowSuppressed());
    }

    [Fact]
    public async Task A_caller_that_has_suppressed_the_flow_itself_is_no_problem()
    {
        await using var test = TestHost.Create(
            "Production", add: services => services.AddSingleton<IEventTransport>(new FakeTransport()));
        Assert.Equal(CaptureResult.Accepted, CaptureSuppressed(test.Client));

        static CaptureResult CaptureSuppressed(AnalyseClient client)
        {
            using var suppressed = ExecutionContext.SuppressFlow();
            return client.Capture(TestClient.Event());
        }
    }

    private sealed class ProbeTransport(Action onSend) : IEventTransport
    {
        public string? Description => null;

        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            onSend();
            return new(TransportAnswer.Of(HttpStatusCode.OK));
        }
    }
}
