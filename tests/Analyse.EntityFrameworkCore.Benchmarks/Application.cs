using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Storage;
using Analyse.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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

    public Task FillAsync(int rows) => InScopeAsync((context, _) =>
    {
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        return context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO analyse_outbox (id, name, captured_at, json, attempts)
            SELECT gen_random_uuid(), 'filled', (extract(epoch from now()) * 1000000)::bigint,
                convert_to(rpad('', 400, 'x'), 'UTF8'), 0 FROM generate_series(1, {rows})
            """);
    });

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
