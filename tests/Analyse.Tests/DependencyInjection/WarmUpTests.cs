using System.Diagnostics.Metrics;
using Analyse.DependencyInjection;
using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Tests.DependencyInjection;

/// <summary>The warm-up at the start of an application touches nothing of the application's and leaves nothing behind.</summary>
public sealed class WarmUpTests
{
    private readonly FakeTransport _service = new();

    [Fact]
    public void It_takes_events_all_the_way_into_a_store_and_empties_it_again()
    {
        var store = MemoryStoreExtensions.Large();

        WarmUp.Capture(store);

        Assert.Equal(2, store.Counts.Accepted);
        Assert.Equal((0, 0), (store.Counts.Waiting, store.Counts.WaitingBytes));
    }

    [Fact]
    public void It_leaves_no_event_in_the_encoder_of_its_thread()
    {
        WarmUp.Run();

        var first = Encoded.Event(new AnalyseEvent("first"));

        Assert.DoesNotContain("warm-up", first, StringComparison.Ordinal);
    }

    [Fact]
    public void It_makes_no_meter()
    {
        var thread = Environment.CurrentManagedThreadId;
        var published = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            // Tests beside this one publish too, on threads of their own.
            if (Environment.CurrentManagedThreadId == thread)
            {
                published.Add(instrument.Name);
            }
        };
        listener.Start();
        published.Clear();

        WarmUp.Run();

        Assert.Empty(published);
    }

    [Fact]
    public async Task A_host_that_starts_captures_counts_and_sends_nothing_and_runs_no_code_of_the_applications()
    {
        var user = new UserCode();
        await using var test = TestHost.Create("Production", add: services =>
        {
            services.AddSingleton<IEventTransport>(_service);
            services.AddSingleton<IEventWriter>(user);
            services.AddSingleton<IEventEnricher>(user);
            services.AddSingleton<ICaptureObserver>(user);
        });

        await test.Host.StartAsync(TestContext.Current.CancellationToken);
        WarmUp.Run();

        Assert.Equal(0, user.Calls);
        Assert.Equal(new AnalyseCounts(), test.Client.Counts);
        Assert.Empty(_service.Requests);
        Assert.DoesNotContain(test.Log.GetSnapshot(), record => record.Message.Contains("warm-up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_callback_of_the_options_runs_as_often_as_without_it()
    {
        var calls = 0;
        await using var test = TestHost.Create("Production", add: services =>
        {
            services.AddSingleton<IEventTransport>(_service);
            services.Configure<AnalyseOptions>(_ => Interlocked.Increment(ref calls));
        });
        _ = test.Client;
        var before = calls;

        await test.Host.StartAsync(TestContext.Current.CancellationToken);
        WarmUp.Run();

        Assert.Equal(before, calls);
    }

    [Fact]
    public async Task Options_that_are_not_valid_fail_the_start_and_not_the_warm_up()
    {
        await using var test = TestHost.Create("Development", new() { ["Analyse:Host"] = "no url" });

        await Assert.ThrowsAsync<OptionsValidationException>(() => test.Host.StartAsync(TestContext.Current.CancellationToken));

        WarmUp.Run();
    }

    /// <summary>Everything that an application can plug in on the way of an event.</summary>
    private sealed class UserCode : IEventWriter, IEventEnricher, ICaptureObserver
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public CaptureResult Append(in EncodedEvent encoded) => Count(CaptureResult.Accepted);

        public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken) => new(Append(encoded));

        public void Close()
        {
        }

        public bool Enrich(AnalyseEvent analyseEvent) => Count(true);

        public void OnCaptured(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result) => Count(result);

        private T Count<T>(T answer)
        {
            Interlocked.Increment(ref _calls);
            return answer;
        }
    }
}
