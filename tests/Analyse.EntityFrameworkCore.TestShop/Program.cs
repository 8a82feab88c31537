// One instance of an application: <Sqlite|Postgres> <connection string> <host of the service> <lease in seconds>.
// It says "ready", begins to deliver when it reads a line, and stops when its input ends.

using System.Globalization;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var kind = Enum.Parse<DatabaseKind>(args[0]);
var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddDbContext<ShopContext>(context => context.Use(kind, args[1]));
builder.Services
    .AddAnalyseClient(options =>
    {
        options.PublicKey = "pk_test";
        options.Host = args[2];
        options.EventIdProperty = "id";
    })
    .AddEntityFrameworkOutbox<ShopContext>(outbox => outbox.Lease = TimeSpan.FromSeconds(int.Parse(args[3], CultureInfo.InvariantCulture)));

using var host = builder.Build();
await using (var scope = host.Services.CreateAsyncScope())
{
    // What is compiled at the first use must not decide who is fast.
    await scope.ServiceProvider.GetRequiredService<ShopContext>().Database.CanConnectAsync();
}

Console.WriteLine("ready");
if (await Console.In.ReadLineAsync() is not null)
{
    await host.StartAsync();
    Console.WriteLine("started");
    await Console.In.ReadLineAsync();
    await host.StopAsync();
}
