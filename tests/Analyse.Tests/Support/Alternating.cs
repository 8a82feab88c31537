namespace Analyse.Tests.Support;

/// <summary>A thread that does two things in turn, as fast as it can, until it is disposed of.</summary>
internal sealed class Alternating : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _isOver;

    public Alternating(Action one, Action other)
    {
        using var running = new ManualResetEventSlim();
        _thread = new Thread(() =>
        {
            while (!_isOver)
            {
                one();
                other();
                running.Set();
            }
        });
        _thread.Start();
        running.Wait();
    }

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }
}
