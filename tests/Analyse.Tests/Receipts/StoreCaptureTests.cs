using System.Threading.Channels;
using Analyse.Configuration;
using Analyse.Receipts;
using Analyse.Storage;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Analyse.Tests.Receipts;

public sealed class StoreCaptureTests : IAsyncDisposable
{
    private readonly HeldStore _store = new();
    private readonly AnalyseClient _client;
    private readonly StoreCapture _safe;

    public StoreCaptureTests()
    {
        var settings = new AnalyseSettings(new AnalyseOptions(), new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true);
        _client = new AnalyseClient(new ClientParts(
            new FixedSettings(settings), _store, [new MemoryStore(10, 10_000, TimeProvider.System)], new FakeTransport())
        {
            Logger = new FakeLogger(),
        });
        _safe = new StoreCapture(_client);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task It_completes_with_the_last_commit_and_not_before()
    {
        var capture = _safe.CaptureAsync([TestClient.Event(), TestClient.Event()], TestContext.Current.CancellationToken);
        Assert.False(capture.IsCompleted);
        (await _store.NextAsync()).SetResult(CaptureResult.Accepted);
        var last = await _store.NextAsync();
        Assert.False(capture.IsCompleted);
        last.SetResult(CaptureResult.Duplicate);

        Assert.Equal([CaptureResult.Accepted, CaptureResult.Duplicate], await capture);
    }

    [Theory, InlineData(CaptureResult.Full), InlineData(CaptureResult.Closed)]
    public async Task What_the_store_refuses_is_told_in_its_place(CaptureResult refusal)
    {
        var capture = _safe.CaptureAsync([TestClient.Event(), TestClient.Event()], TestContext.Current.CancellationToken);
        (await _store.NextAsync()).SetResult(refusal);
        (await _store.NextAsync()).SetResult(CaptureResult.Accepted);

        Assert.Equal([refusal, CaptureResult.Accepted], await capture);
    }

    [Fact]
    public async Task What_the_store_throws_comes_out()
    {
        var capture = _safe.CaptureAsync([TestClient.Event()], TestContext.Current.CancellationToken);
        (await _store.NextAsync()).SetException(new IOException("The disk is gone."));

        await Assert.ThrowsAsync<IOException>(() => capture);
    }

    [Fact]
    public async Task A_refusal_before_the_store_does_not_reach_it()
    {
        Assert.Equal([CaptureResult.NoIdentity], await _safe.CaptureAsync([TestClient.Event(personId: "")], TestContext.Current.CancellationToken));

        Assert.False(_store.WasAsked);
    }

    /// <summary>A store whose commits the test decides.</summary>
    private sealed class HeldStore : IEventWriter
    {
        private readonly Channel<TaskCompletionSource<CaptureResult>> _asked = Channel.CreateUnbounded<TaskCompletionSource<CaptureResult>>();

        /// <summary>The next commit that somebody waits for.</summary>
        public async Task<TaskCompletionSource<CaptureResult>> NextAsync() => await _asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public bool WasAsked => _asked.Reader.Count > 0;

        public CaptureResult Append(in EncodedEvent encoded) => throw new NotSupportedException("It must wait for the commit.");

        public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken)
        {
            var commit = new TaskCompletionSource<CaptureResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked.Writer.TryWrite(commit);
            return new ValueTask<CaptureResult>(commit.Task.WaitAsync(cancellationToken));
        }

        public void Close()
        {
            // Nothing to close.
        }
    }
}
