using System.Diagnostics;
using System.Globalization;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>An instance of the application in a process of its own.</summary>
public sealed class Instance : IAsyncDisposable
{
    private readonly Process _process;

    private Instance(Process process) => _process = process;

    public static async Task<Instance> PrepareAsync(TestDatabase database, string host, int leaseSeconds = 60)
    {
        var program = Path.ChangeExtension(typeof(ShopContext).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet",
            [program, database.Kind.ToString(), database.ConnectionString, host, leaseSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var instance = new Instance(Process.Start(start)!);
        await instance.SaysAsync("ready");
        return instance;
    }

    public Task BeginAsync() => _process.StandardInput.WriteLineAsync("go");

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task SaysAsync(string line)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } said)
        {
            if (said == line)
            {
                return;
            }
        }

        Assert.Fail($"The process ended before it said {line}.");
    }
}
