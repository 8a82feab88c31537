using Analyse.AspNetCore.Tests.Requests;

namespace Analyse.AspNetCore.Tests.Hubs;

/// <summary>Work that a call of a hub starts and that goes on after the connection is gone.</summary>
internal sealed class HubWork
{
    private Task _work = Task.CompletedTask;

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Disconnected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DetachedWork Detached { get; } = new();

    public void Run(IAnalyseTracker analyse) => _work = CaptureLaterAsync(analyse);

    public Task FinishAsync()
    {
        Release.SetResult();
        return _work;
    }

    private async Task CaptureLaterAsync(IAnalyseTracker analyse)
    {
        await Release.Task;
        analyse.Capture("after_connection");
    }
}
