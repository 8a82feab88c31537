using System.Text;
using Analyse.Transport;

namespace Analyse.Testing.Transport;

/// <summary>Stands in for the service: keeps each request, and answers as it was told to.</summary>
internal sealed class RecordingTransport : IEventTransport
{
    private readonly Lock _lock = new();
    private List<RecordedRequest> _requests = [];

    // Not completed yet: the service hangs.
    private TaskCompletionSource<TransportAnswer> _answer = NewAnswer();

    public string Description => "a recorder for tests";

    public bool IsTestDouble => true;

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var recorded = new RecordedRequest(request.Address, Encoding.UTF8.GetString(request.Body.Span));
        Task<TransportAnswer> answer;
        lock (_lock)
        {
            _requests.Add(recorded);
            answer = _answer.Task;
        }

        return await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers from now on in this way, also the requests that hang.</summary>
    public void AnswerWith(TransportAnswer answer)
    {
        lock (_lock)
        {
            if (!_answer.TrySetResult(answer))
            {
                _answer = NewAnswer();
                _answer.SetResult(answer);
            }
        }
    }

    public void Hang()
    {
        lock (_lock)
        {
            if (_answer.Task.IsCompleted)
            {
                _answer = NewAnswer();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests = [];
        }
    }

    private static TaskCompletionSource<TransportAnswer> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
