using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.AspNetCore.Tests.Requests;

/// <summary>Work that requests start and leave behind: each captures while its request runs, and after it.</summary>
internal sealed class DetachedWork
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _requestEnds = new();
    private readonly ConcurrentBag<Task> _tasks = [];
    private int _recognised;

    /// <summary>How many captures found out who started the work.</summary>
    public int Recognised => Volatile.Read(ref _recognised);

    /// <summary>Starts work for a person.</summary>
    /// <returns>A task that completes when the work has a scope.</returns>
    public Task Start(string person, IServiceScopeFactory scopes)
    {
        var hasScope = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var requestEnd = _requestEnds[person] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _tasks.Add(Task.Run(() => RunAsync(person, scopes, hasScope, requestEnd.Task)));
        return hasScope.Task;
    }

    public void EndRequest(string person) => _requestEnds[person].SetResult();

    /// <summary>Waits for all work, and throws if any of it threw.</summary>
    public Task WhenAllAsync() => Task.WhenAll(_tasks);

    private async Task RunAsync(string person, IServiceScopeFactory scopes, TaskCompletionSource hasScope, Task requestEnd)
    {
        await using var scope = scopes.CreateAsyncScope();
        var analyse = scope.ServiceProvider.GetRequiredService<IAnalyseTracker>();
        hasScope.SetResult();
        Capture(analyse, person, "before");
        await requestEnd;
        Capture(analyse, person, "after");

        await using var later = scopes.CreateAsyncScope();
        Capture(later.ServiceProvider.GetRequiredService<IAnalyseTracker>(), person, "after-in-a-scope-of-its-own");
    }

    private void Capture(IAnalyseTracker analyse, string person, string moment)
    {
        if (analyse.Capture(new AnalyseEvent("worked") { IdempotencyKey = $"{person} {moment}" }) is not CaptureResult.NoIdentity)
        {
            Interlocked.Increment(ref _recognised);
        }
    }
}
