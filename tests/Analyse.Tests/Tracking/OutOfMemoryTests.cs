using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Tests.Support;
using Analyse.Tracking;
using Microsoft.Extensions.Logging;
using Xunit;

#pragma warning disable CA2201 // That is what these tests are about.

namespace Analyse.Tests.Tracking;

/// <summary>The memory ends at one place of a capture. The process with a small heap is in the fault tests.</summary>
public sealed class OutOfMemoryTests
{
    [Fact]
    public async Task F92_A_store_without_memory_is_full()
    {
        var intake = new TestIntake { Answers = static () => throw new OutOfMemoryException() };

        Assert.Equal(CaptureResult.Full, intake.Capture(TestClient.Event()));
        Assert.Equal(CaptureResult.Full, await intake.CaptureAsync(TestClient.Event()));
        Assert.Equal(2, intake.Refusals.Of(CaptureResult.Full));
    }

    [Fact]
    public void F92_After_it_the_same_thread_captures_again()
    {
        var intake = new TestIntake { Answers = static () => throw new OutOfMemoryException() };
        intake.Capture(TestClient.Event("first"));

        intake.Answers = static () => CaptureResult.Accepted;

        Assert.Equal(CaptureResult.Accepted, intake.Capture(TestClient.Event("second")));
        Assert.Equal("second", intake.Field("event_name"));
        Assert.Equal(1, intake.Refusals.Total);
    }

    [Fact]
    public void F92_An_event_that_cannot_be_read_for_want_of_memory_is_no_invalid_event()
    {
        var intake = new TestIntake();

        Assert.Equal(CaptureResult.Full, intake.Capture(new AnalyseEvent("e"), new HungryContext()));
        Assert.Equal(0, intake.Refusals.Of(CaptureResult.Invalid));
    }

    [Fact]
    public void F92_An_observer_without_memory_does_not_change_what_became_of_the_event()
    {
        var intake = new TestIntake(observers: [new HungryObserver()]);

        Assert.Equal(CaptureResult.Accepted, intake.Capture(TestClient.Event()));
        Assert.Equal(0, intake.Refusals.Total);
    }

    [Fact]
    public void F92_A_rejection_that_cannot_be_logged_is_counted()
    {
        var refusals = new Refusals(TimeProvider.System, new HungryLogger());

        Assert.Equal(CaptureResult.Invalid, refusals.Add(TestClient.Event("checkout_finished"), CaptureResult.Invalid));
        Assert.Equal(1, refusals.Total);
    }

    private sealed class HungryContext : IAnalyseContext
    {
        public string? PersonId => throw new OutOfMemoryException();

        public string? AnonymousId => null;

        public string? SessionId => null;

        public PageContext? Page => null;

        public void SignedInAs(string personId)
        {
        }
    }

    private sealed class HungryObserver : ICaptureObserver
    {
        public void OnCaptured(AnalyseEvent analyseEvent, in EncodedEvent encoded, CaptureResult result) => throw new OutOfMemoryException();
    }

    private sealed class HungryLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new OutOfMemoryException();
    }
}
