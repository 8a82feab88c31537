using System.Data;
using System.Text;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Storage;
using Analyse.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analyse.EntityFrameworkCore.Benchmarks;

/// <summary>An application on PostgreSQL whose service answers at once.</summary>
internal sealed class Application : IAsyncDisposable
{
    private readonly IHost _host;

    private Application(IHost host) => _host = host;

    public IAnalyseClient Client => _host.Services.GetRequiredService<IAnalyseClient>();

    public IEventSource Outbox => _host.Services.GetServices<IEventSource>().Single(static source => source.IsImmediate);

    /// <summary>An application with a database of its own.</summary>
    public static async Task<Application> CreateAsync(string server)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton<IEventTransport, InstantService>();
        builder.Services.AddDbContextPool<ShopContext>(
            context => context.Use(DatabaseKind.Postgres, $"{server};Database=benchmark_{Guid.NewGuid():N}"));
        builder.Services
            .AddAnalyseClient(static options => options.PublicKey = "pk_benchmark")
            .AddEntityFrameworkOutbox<ShopContext>();
        var application = new Application(builder.Build());
        await application.InScopeAsync(static (context, _) => context.Database.EnsureCreatedAsync());
        return application;
    }

    public Task StartAsync() => _host.StartAsync();

    public Task CommitAsync(int events) => InScopeAsync((context, outbox) =>
    {
        for (var i = 0; i < events; i++)
        {
            outbox.Capture(new CheckoutFinished(Billing.Monthly, Amount.Minor(4900, "USD")) { PersonId = "user_123", Plan = "pro" });
        }

        return context.SaveChangesAsync();
    });

    /// <summary>A backlog as captures leave it, with ids in order of time, and with nothing of the filling still on its way to the disk.</summary>
    public Task FillAsync(int rows) => InScopeAsync(async (context, _) =>
    {
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        await context.Database.OpenConnectionAsync();
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var json = Encoding.UTF8.GetBytes(new string('x', 400));
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY analyse_outbox (id, name, captured_at, json, attempts) FROM STDIN (FORMAT BINARY)"))
        {
            var began = TimeProvider.System.GetUtcNow() - TimeSpan.FromMilliseconds(rows);
            for (var i = 0; i < rows; i++)
            {
                var captured = began.AddMilliseconds(i);
                await copy.StartRowAsync();
                await copy.WriteAsync(Guid.CreateVersion7(captured));
                await copy.WriteAsync("filled");
                await copy.WriteAsync(captured.ToUnixTimeMilliseconds() * 1_000);
                await copy.WriteAsync(json);
                await copy.WriteAsync(0);
            }

            await copy.CompleteAsync();
        }

        await context.Database.ExecuteSqlRawAsync("VACUUM ANALYZE analyse_outbox");
        await context.Database.ExecuteSqlRawAsync("CHECKPOINT");
    });

    /// <summary>A transaction that goes on seeing the table as it is now. It ends with what is returned.</summary>
    public async Task<IAsyncDisposable> BeginOldTransactionAsync()
    {
        var scope = _host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await context.Outbox.AnyAsync();
        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task InScopeAsync(Func<ShopContext, IAnalyseOutbox<ShopContext>, Task> work)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await work(
            scope.ServiceProvider.GetRequiredService<ShopContext>(), scope.ServiceProvider.GetRequiredService<IAnalyseOutbox<ShopContext>>());
    }
}
