namespace Analyse.FaultTests.Child;

/// <summary>What all scenarios share: a client without a host, its events, and the form of what is printed.</summary>
internal static class Clients
{
    public static AnalyseClient Make(string host, Action<AnalyseOptions>? configure = null)
    {
        var options = new AnalyseOptions
        {
            PublicKey = "pk_live_child",
            Host = host,
            EventIdProperty = "event_id",
            ShutdownTimeout = TimeSpan.FromSeconds(2),
        };
        configure?.Invoke(options);
        return new AnalyseClient(options);
    }

    public static AnalyseEvent Event(int number) => new("invoice_paid")
    {
        PersonId = "user_1",
        Properties = new() { ["n"] = number, ["plan"] = "professional", ["note"] = new string('x', 180) },
    };

    public static void Print(string name, object value)
    {
        Console.WriteLine(FormattableString.Invariant($"{name}={value}"));
        Console.Out.Flush();
    }

    public static void Print(AnalyseCounts counts)
    {
        Print("captured", counts.Captured);
        Print("accepted", counts.Accepted);
        Print("refused", counts.Refused);
        Print("delivered", counts.Delivered);
        Print("waiting", counts.Waiting);
        Print("dead", counts.DeadLettered);
        Print("lost", counts.Lost);
    }

    /// <summary>Memory of the process that is really in use, in KiB.</summary>
    public static long ResidentKiB()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64 / 1024;
    }
}
