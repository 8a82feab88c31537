namespace Analyse.Delivery;

/// <summary>One run of a flush, which all who asked for the same events share.</summary>
internal sealed class FlushRun
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    /// <summary>How many events the store had taken when the run began.</summary>
    public long Accepted { get; set; }

    /// <summary>Whether what others have put into the store counts as well, and is waited for when others have claimed it.</summary>
    public bool IsThorough { get; set; }

    public void Complete(Exception? failure)
    {
        if (failure is null)
        {
            _done.SetResult();
            return;
        }

        _done.SetException(failure);
        // Who gave up waiting leaves nobody to look at the failure, and that is no reason to report it as unobserved.
        _ = _done.Task.Exception;
    }
}
