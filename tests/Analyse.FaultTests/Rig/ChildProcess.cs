using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Analyse.FaultTests.Rig;

/// <summary>A process that uses the library, which a test can stop or kill, and whose figures it reads.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentDictionary<string, string> _figures = new();
    private readonly ConcurrentQueue<string> _lines = new();

    private ChildProcess(Process process) => _process = process;

    public IReadOnlyCollection<string> Lines => _lines;

    public string Output => string.Join('\n', _lines);

    public static ChildProcess Start(string scenario, params string[] arguments) => Start(setting: null, scenario, arguments);

    private static ChildProcess Start((string Name, string Value)? setting, string scenario, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Analyse.FaultTests.Child.dll");
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", ["exec", program, scenario, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        if (setting is var (name, value))
        {
            process.StartInfo.Environment[name] = value;
        }

        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, line) => child.Read(line.Data);
        process.ErrorDataReceived += (_, line) => child.Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a scenario that ends by itself.</summary>
    public static Task<ChildProcess> RunAsync(string scenario, params string[] arguments) => RunAsync(setting: null, scenario, arguments);

    /// <summary>Runs a scenario that ends by itself, with a variable in its environment.</summary>
    public static async Task<ChildProcess> RunAsync((string Name, string Value)? setting, string scenario, params string[] arguments)
    {
        var child = Start(setting, scenario, arguments);
        var exitCode = await child.EndAsync();
        Xunit.Assert.True(exitCode == 0, $"The child ended with {exitCode}: {child.Output}");
        return child;
    }

    /// <summary>What the child has printed as <c>name=value</c>.</summary>
    public string this[string name] => _figures[name];

    public long Number(string name) => long.Parse(_figures[name], CultureInfo.InvariantCulture);

    public async Task<string> FigureAsync(string name)
    {
        await Limits.UntilAsync(() => _figures.ContainsKey(name) || _process.HasExited);
        return _figures.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"The child has ended: {Output}");
    }

    public Task FigureAsync(string name, long value) =>
        Limits.UntilAsync(() => _figures.TryGetValue(name, out var now) && long.Parse(now, CultureInfo.InvariantCulture) >= value);

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(Limits.Token());
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
        {
            _figures[line[..sign]] = line[(sign + 1)..];
        }
    }
}
