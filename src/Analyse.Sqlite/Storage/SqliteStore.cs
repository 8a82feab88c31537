using Analyse.Extensibility;
using Analyse.Sqlite.Files;
using Analyse.Storage;
using Microsoft.Extensions.Logging;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// The durable store: events go into a queue in memory and from there, within milliseconds, into a SQLite file, where they
/// stay until the service took them.
/// </summary>
internal sealed class SqliteStore : IEventWriter, IEventSource, IDeadLetterStore, IDisposable
{
    private static readonly TimeSpan _patienceAtStop = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly Intake _intake;
    private readonly StoreWriter _writer;
    private readonly StoreThread _thread;
    private readonly Lock _stop = new();
    private bool _isStopped;

    private SqliteStore(string path, Intake intake, StoreWriter writer, bool fallBackToMemory, TimeProvider time)
    {
        _path = path;
        _intake = intake;
        _writer = writer;
        _thread = new StoreThread(writer, time);
        Ledger = new SqliteLedger(_thread, writer, fallBackToMemory);
    }

    /// <summary>The ledger in the same file.</summary>
    public IAnalyseLedger Ledger { get; }

    public string Description => $"SQLite file {_path}";

    public string? Problem => _writer.Problem;

    public bool IsShared => true;

    public StoreCounts Counts => _intake.Counts;

    /// <summary>Makes the store.</summary>
    /// <param name="files">Its file.</param>
    /// <param name="bounds">How much it may hold.</param>
    /// <param name="isOn">Whether to open the file now; else the first event does.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it logs.</param>
    /// <exception cref="AnalyseStoreException">The file cannot be opened.</exception>
    public static SqliteStore Open(StoreFiles files, StoreBounds bounds, bool isOn, TimeProvider time, ILogger logger)
    {
        var age = new SeenTime(time);
        var intake = new Intake(bounds, age, time);
        var writer = new StoreWriter(files, intake, age, bounds.DeadLetterBytes, time, logger);
        if (isOn)
        {
            writer.Open(bounds.FallBackToMemory);
        }

        return new SqliteStore(files.Path, intake, writer, bounds.FallBackToMemory, time);
    }

    public CaptureResult Append(in EncodedEvent encoded)
    {
        var result = _intake.Take(encoded, awaited: null);
        _thread.Signal();
        return result.GetValueOrDefault();
    }

    public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken)
    {
        var awaited = new TaskCompletionSource<CaptureResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_intake.Take(encoded, awaited) is { } result)
        {
            return new ValueTask<CaptureResult>(result);
        }

        _thread.Signal();
        return new ValueTask<CaptureResult>(awaited.Task.WaitAsync(cancellationToken));
    }

    public void Close() => _intake.Close();

    public ValueTask<IStoreMark> MarkAsync(CancellationToken cancellationToken) => SqliteMark.SetAsync(_thread, _writer);

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken) => _intake.WaitAsync(count, bytes, cancellationToken);

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken) =>
        new(_thread.RunAsync(() => _writer.Claim(maxCount, maxBytes)));

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken) =>
        new(_thread.RunAsync(() =>
        {
            _writer.Complete((SqliteBatch)batch);
            return true;
        }));

    public ValueTask ReleaseAsync(int most, CancellationToken cancellationToken) =>
        new(_thread.RunAsync(() =>
        {
            _writer.Release(most);
            return true;
        }));

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(int most, CancellationToken cancellationToken) =>
        new(_thread.RunAsync(() => _writer.ListDead(most)));

    public ValueTask<int> ResendDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        new(_thread.RunAsync(() => _writer.ResendDead(ids)));

    public ValueTask<int> DeleteDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        new(_thread.RunAsync(() => _writer.DeleteDead(ids)));

    /// <summary>Commits what is queued, gives up the lease and closes the file. What is committed stays for the next start.</summary>
    public void Abandon()
    {
        lock (_stop)
        {
            if (!_isStopped)
            {
                _isStopped = true;
                Close();
                _thread.Stop(_patienceAtStop);
            }
        }
    }

    public void Dispose()
    {
        Abandon();
        _thread.Dispose();
    }
}
