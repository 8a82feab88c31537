using System.Diagnostics;

namespace Analyse.EntityFrameworkCore.TestShop.Servers;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Tool
{
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static async Task RunAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} ended with exit code {process.ExitCode}: {await errors} {await output}");
        }
    }
}
