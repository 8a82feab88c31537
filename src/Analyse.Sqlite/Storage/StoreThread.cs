using System.Collections.Concurrent;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// The thread that the file belongs to. It sleeps until there is work; whatever gathers while a commit is under way makes
/// up the next one, so that a commit serves many without anybody waiting for a group to fill.
/// </summary>
internal sealed class StoreThread : IDisposable
{
    private static readonly TimeSpan _tickInterval = TimeSpan.FromMilliseconds(500);

    private readonly StoreWriter _writer;
    private readonly Thread _thread;
    private readonly ITimer _timer;
    private readonly object _sleep = new();
    private readonly ConcurrentQueue<Action> _requests = new();
    private int _isSignalled = 1;
    private int _isTick;
    private volatile bool _isStopping;
    private volatile bool _isFinished;

    public StoreThread(StoreWriter writer, TimeProvider time)
    {
        _writer = writer;
        _thread = new Thread(Run) { IsBackground = true, Name = "Analyse SQLite store" };
        // Neither the thread nor the timer may keep the first request's trace and user alive.
        _thread.UnsafeStart();
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(_ => Tick(), null, _tickInterval, _tickInterval);
    }

    /// <summary>There is something to commit.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _isSignalled, 1) == 0)
        {
            lock (_sleep)
            {
                Monitor.Pulse(_sleep);
            }
        }
    }

    /// <summary>Runs a request on the thread.</summary>
    public Task<T> RunAsync<T>(Func<T> request)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Enqueue(() =>
        {
            try
            {
                done.SetResult(request());
            }
            catch (Exception fault)
            {
                done.SetException(fault);
            }
        });
        Signal();
        if (_isFinished)
        {
            RunRequests();
        }

        return done.Task;
    }

    /// <summary>Lets the thread finish its work.</summary>
    /// <param name="patience">The longest wait for a disk that does not answer.</param>
    public void Stop(TimeSpan patience)
    {
        _timer.Dispose();
        _isStopping = true;
        Signal();
        _thread.Join(patience);
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        Volatile.Write(ref _isTick, 1);
        Signal();
    }

    private void Run()
    {
        while (!_isStopping)
        {
            SleepUntilSignalled();
            _writer.Step(isTick: Interlocked.Exchange(ref _isTick, 0) == 1);
            RunRequests();
        }

        _writer.Finish();
        _isFinished = true;
        RunRequests();
    }

    private void SleepUntilSignalled()
    {
        lock (_sleep)
        {
            // The signal is taken before the work is looked at: what comes later signals again.
            while (Interlocked.Exchange(ref _isSignalled, 0) == 0)
            {
                Monitor.Wait(_sleep);
            }
        }
    }

    private void RunRequests()
    {
        while (_requests.TryDequeue(out var request))
        {
            request();
        }
    }
}
