using Analyse.Inspector.Live;

namespace Analyse.Inspector.Answers;

/// <summary>Holds how to answer, and goes back to normal when that was for a number of requests.</summary>
internal sealed class AnswerSwitch(ChangeSignal changes)
{
    private readonly Lock _gate = new();
    private Answer _current = Answer.Normal;

    public Answer Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    public void Set(Answer answer)
    {
        lock (_gate)
        {
            _current = answer;
        }

        changes.Raise();
    }

    /// <summary>The answer for the request that has come just now.</summary>
    public Answer Next()
    {
        Answer answer;

        lock (_gate)
        {
            answer = _current;

            if (answer.Requests is not { } left)
            {
                return answer;
            }

            _current = left > 1 ? answer with { Requests = left - 1 } : Answer.Normal;
        }

        changes.Raise();
        return answer;
    }
}
