using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>An application with the outbox, in the process of the test.</summary>
public sealed class Shop : IAsyncDisposable
{
    private readonly IHost _host;

    private Shop(IHost host, TestService service)
    {
        _host = host;
        Service = service;
    }

    public IServiceProvider Services => _host.Services;

    public TestService Service { get; }

    public IAnalyseClient Client => Services.GetRequiredService<IAnalyseClient>();

    public FakeLogCollector Log => Services.GetFakeLogCollector();

    public static async Task<Shop> StartAsync(
        TestDatabase database,
        Action<DbContextOptionsBuilder>? context = null,
        Action<AnalyseOutboxOptions>? outbox = null,
        Action<IServiceCollection>? services = null,
        TestService? service = null)
    {
        var shop = Build(database, context, outbox, services, service);
        await shop._host.StartAsync(TestContext.Current.CancellationToken);
        return shop;
    }

    public static Shop Build(
        TestDatabase database,
        Action<DbContextOptionsBuilder>? context = null,
        Action<AnalyseOutboxOptions>? outbox = null,
        Action<IServiceCollection>? services = null,
        TestService? service = null)
    {
        service ??= new TestService();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton<IEventTransport>(service);
        builder.Services.AddDbContext<ShopContext>(options =>
        {
            options.Use(database.Kind, database.ConnectionString);
            context?.Invoke(options);
        });
        builder.Services
            .AddAnalyseClient(options =>
            {
                options.PublicKey = "pk_test";
                options.EventIdProperty = "id";
                options.ShutdownTimeout = TimeSpan.FromSeconds(1);
            })
            .AddEntityFrameworkOutbox<ShopContext>(outbox);
        services?.Invoke(builder.Services);
        return new Shop(builder.Build(), service);
    }

    /// <summary>One unit of work, with services of its own.</summary>
    public async Task InScopeAsync(Func<ShopContext, IAnalyseOutbox<ShopContext>, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(
            scope.ServiceProvider.GetRequiredService<ShopContext>(), scope.ServiceProvider.GetRequiredService<IAnalyseOutbox<ShopContext>>());
    }

    /// <summary>Places an order, and captures that it was placed.</summary>
    public Task OrderAsync(string number = "1", string? key = null, string name = "order_placed") => InScopeAsync(async (context, outbox) =>
    {
        context.Orders.Add(new Order { Number = number });
        outbox.Capture(Some.Event(name, key));
        await context.SaveChangesAsync();
    });

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }
}
