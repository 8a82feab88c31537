using System.Diagnostics;
using Xunit;

namespace Analyse.Sqlite.Tests.Support;

/// <summary>Waits for what happens on another thread or in another process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition, string what = "It was not so in time.")
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, what);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }
}
