// A process with the store, to be killed: captures events until it is told how many, prints the number of each that was
// accepted, and sends them to the address it is given. Or it counts in the ledger.
using System.Globalization;
using Analyse;
using Analyse.Extensibility;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var settings = args.Select(static arg => arg.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]);
var count = int.Parse(settings["count"], CultureInfo.InvariantCulture);
var first = int.Parse(settings.GetValueOrDefault("first", "0"), CultureInfo.InvariantCulture);

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services
    .AddAnalyseClient(options =>
    {
        options.PublicKey = "pk_test_1234567890";
        options.Host = settings["host"];
        options.EventIdProperty = "event_id";
        options.FlushInterval = TimeSpan.FromMilliseconds(100);
    })
    .AddSqliteStore(settings["path"]);

using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("started");

var analyse = host.Services.GetRequiredService<IAnalyseClient>();
for (var number = first; number < first + count; number++)
{
    var counted = new AnalyseEvent("counted") { PersonId = "user_1", Properties = { ["number"] = number } };
    if (await analyse.CaptureAsync(counted) is CaptureResult.Accepted)
    {
        Console.WriteLine(number);
    }
}

// Counts in the ledger as often as it is told, and prints each number that is safe.
var ledger = host.Services.GetRequiredService<IAnalyseLedger>();
var increments = int.Parse(settings.GetValueOrDefault("increments", "0"), CultureInfo.InvariantCulture);
while (increments > 0)
{
    var read = (await ledger.ReadAsync(["counter"]))[0];
    var next = int.Parse(read?.Value ?? "0", CultureInfo.InvariantCulture) + 1;
    if (await ledger.TryWriteAsync([new LedgerEntry("counter", next.ToString(CultureInfo.InvariantCulture), read?.Version ?? 0)]))
    {
        Console.WriteLine(next);
        increments--;
    }
}

Console.WriteLine("captured");
await host.WaitForShutdownAsync();
