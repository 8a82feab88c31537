using Xunit;

namespace Analyse.FaultTests.Rig;

/// <summary>The longest that a test waits for what must come, so that it fails and does not hang.</summary>
internal static class Limits
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static CancellationToken Token()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        return limit.Token;
    }

    /// <summary>Waits, by looking again and again, until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        var limit = Token();
        while (!isSo())
        {
            await Task.Delay(5, limit);
        }
    }
}
