using System.Diagnostics;
using Xunit;

namespace Storefront.Tests;

/// <summary>Waits for what happens on another thread or in another process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, $"It was not so within {_patience.TotalSeconds} s.");
            await Task.Delay(_pause, TestContext.Current.CancellationToken);
        }
    }
}
