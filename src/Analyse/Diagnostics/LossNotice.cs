using System.Globalization;
using Analyse.Storage;
using Analyse.Storage.Memory;

namespace Analyse.Diagnostics;

/// <summary>
/// Writes to stderr, once, that events were lost, for a program that has no logger: without it nobody would ever know. They
/// are lost when the client cannot deliver them while it stops, or when the process ends and nobody has stopped the client.
/// </summary>
internal sealed class LossNotice : IDisposable
{
    private readonly IEventSource[] _sources;

    public LossNotice(IEventSource[] sources)
    {
        _sources = sources;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>The client has stopped.</summary>
    public void AtStop(in AnalyseCounts end, string? reason)
    {
        Dispose();
        if (end.Lost > 0)
        {
            Write(end.Lost, $"{(reason is null ? "" : reason + ". ")}Give the AnalyseClient an ILoggerFactory to see more.");
        }
    }

    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;

    private void OnProcessExit(object? sender, EventArgs e)
    {
        // What other stores hold is sent when the program runs again.
        if (_sources.OfType<MemoryStore>().Sum(static memory => memory.Counts.Waiting) is > 0 and var waiting)
        {
            Write(waiting, "The process ended before they were sent. Dispose of the AnalyseClient at the end, as by \"await using\".");
        }
    }

    private static void Write(long lost, string more)
    {
        try
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Analyse has stopped: {lost} {(lost == 1 ? "event is" : "events are")} lost. {more}"));
        }
        catch (Exception)
        {
            // Nobody reads stderr; stopping goes on.
        }
    }
}
