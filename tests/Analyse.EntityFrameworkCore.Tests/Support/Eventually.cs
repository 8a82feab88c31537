using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Support;

public static class Eventually
{
    /// <summary>Asks again and again until it is so: for what only the database can say.</summary>
    public static async Task IsSoAsync(Func<Task<bool>> condition, int seconds = 60)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < end, $"It was not so within {seconds} s.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task IsSoAsync(Func<bool> condition, int seconds = 60) => IsSoAsync(() => Task.FromResult(condition()), seconds);
}
