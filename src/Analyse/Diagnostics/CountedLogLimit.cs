namespace Analyse.Diagnostics;

/// <summary>Lets one message through in a span of time, and counts the others for the next one.</summary>
internal sealed class CountedLogLimit(TimeProvider time, TimeSpan span)
{
    private readonly LogLimit _limit = new(time, span);
    private long _leftOut;

    /// <summary>Whether the message goes through.</summary>
    /// <param name="leftOut">How many did not since the last that did.</param>
    public bool TryTake(out long leftOut)
    {
        if (_limit.TryTake())
        {
            leftOut = TakeLeftOut();
            return true;
        }

        leftOut = 0;
        Interlocked.Increment(ref _leftOut);
        return false;
    }

    /// <summary>How many messages did not go through since the last that did, which then count as told.</summary>
    public long TakeLeftOut() => Interlocked.Exchange(ref _leftOut, 0);
}
