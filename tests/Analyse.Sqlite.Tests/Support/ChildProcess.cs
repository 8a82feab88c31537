using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Analyse.Sqlite.Tests.Support;

/// <summary>A process that captures events with a store, and that does not outlive the test.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<int> _accepted = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _captured = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
    }

    /// <summary>The numbers of the events that the process said were accepted.</summary>
    public int[] Accepted => [.. _accepted];

    public string Output => string.Join('\n', _output);

    /// <summary>Starts a process and waits until its store is open.</summary>
    public static async Task<ChildProcess> StartAsync(string path, Uri host, int count, int first = 0)
    {
        var child = Launch(path, host, count, first);
        await child._started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return child;
    }

    public static ChildProcess Launch(string path, Uri host, int count, int first = 0) => Launch(StartOf(path, host, count, first));

    /// <summary>Starts a process that counts in the ledger.</summary>
    public static ChildProcess LaunchCounting(string path, Uri host, int increments)
    {
        var start = StartOf(path, host, count: 0, first: 0);
        start.ArgumentList.Add(Invariant($"increments={increments}"));
        return Launch(start);
    }

    /// <summary>Starts a process that the system ends as soon as a file of it grows beyond a size.</summary>
    public static ChildProcess LaunchWithin(int fileKibibytes, string path, Uri host, int count)
    {
        var start = StartOf(path, host, count, first: 0);
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = "bash";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["-c", Invariant($"ulimit -f {fileKibibytes}; exec \"$@\""), "limited", .. command])
        {
            start.ArgumentList.Add(argument);
        }

        // The runtime keeps its code in a file larger than such a limit otherwise, and does not start.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Launch(start);
    }

    /// <summary>Waits until the process has ended by itself, and everything that it printed is read.</summary>
    public Task ExitedAsync() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Waits until all its events are captured.</summary>
    public Task CapturedAsync() => _captured.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Ends the process as a crash does: without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        // Also waits until everything that it printed is read.
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop, as a container's host does.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", Invariant($"{_process.Id}")]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(_process.ExitCode == 0, Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartOf(string path, Uri host, int count, int first) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Dll, $"path={path}", $"host={host}", Invariant($"count={count}"), Invariant($"first={first}") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static ChildProcess Launch(ProcessStartInfo start)
    {
        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    // Built beside the tests, with the same configuration.
    private static string Dll
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(here.Parent!.Parent!.FullName, "Analyse.Sqlite.Child", here.Name, "Analyse.Sqlite.Child.dll");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Read(string? line)
    {
        _output.Enqueue(line ?? string.Empty);
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _accepted.Enqueue(number);
        }
        else if (line == "started")
        {
            _started.TrySetResult();
        }
        else if (line == "captured")
        {
            _captured.TrySetResult();
        }
    }
}
