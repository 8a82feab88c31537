using System.Net;
using Analyse.Transport;

namespace Analyse.AspNetCore.Tests.Support;

/// <summary>The service: it takes everything, until it is told to hang or to fail.</summary>
internal sealed class FakeTransport : IEventTransport
{
    private readonly TaskCompletionSource _recovered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    public string? Description => "a fake";

    public int Requests => Volatile.Read(ref _requests);

    public Func<CancellationToken, Task<TransportAnswer>> Answer { get; set; } =
        static _ => Task.FromResult(TransportAnswer.Of(HttpStatusCode.OK));

    /// <summary>Completes with the first request.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        Asked.TrySetResult();
        return await Answer(cancellationToken);
    }

    public void Hang() => Answer = async token =>
    {
        await _recovered.Task.WaitAsync(token);
        return TransportAnswer.Of(HttpStatusCode.OK);
    };

    /// <summary>Answers whoever waits, so that the application can stop.</summary>
    public void Recover() => _recovered.TrySetResult();
}
