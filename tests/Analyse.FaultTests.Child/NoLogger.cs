namespace Analyse.FaultTests.Child;

/// <summary>A console program that gave the client no logger, and whose events do not arrive.</summary>
internal static class NoLogger
{
    public static async Task<int> RunAsync(string host)
    {
        await using (var client = Clients.Make(host, static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200)))
        {
            client.Capture(Clients.Event(0));
            client.Capture(Clients.Event(1));
        }

        Clients.Print("ended", true);
        return 0;
    }
}
