using System.Diagnostics;
using System.Globalization;

namespace Analyse.Benchmarks.Service;

/// <summary>The service in a process of its own, so that its work is not counted as the client's.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;

    public ServiceProcess(params string[] options)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [LoopbackService.Command, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Address = new Uri($"http://127.0.0.1:{int.Parse(ReadLine(), CultureInfo.InvariantCulture)}");
    }

    public Uri Address { get; }

    public (long Requests, long Events) Counts
    {
        get
        {
            _process.StandardInput.WriteLine();
            return ServiceCounts.Parse(ReadLine());
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The service has ended.");
}
