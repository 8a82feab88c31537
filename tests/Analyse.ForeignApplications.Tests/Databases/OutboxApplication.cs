using Analyse.EntityFrameworkCore;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Extensibility;
using Analyse.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Analyse.ForeignApplications.Tests.Databases;

/// <summary>An application with a context of its own, and the outbox in it.</summary>
internal sealed class OutboxApplication<TContext> : IAsyncDisposable
    where TContext : DbContext
{
    private readonly IHost _host;

    private OutboxApplication(IHost host, TestService service)
    {
        _host = host;
        Service = service;
    }

    public TestService Service { get; }

    public IServiceProvider Services => _host.Services;

    public IAnalyseClient Client => Services.GetRequiredService<IAnalyseClient>();

    public FakeLogCollector Log => Services.GetFakeLogCollector();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it, with the tables of its model.</summary>
    public static async Task<OutboxApplication<TContext>> StartAsync(
        Action<IServiceCollection> addContext, Action<IServiceCollection>? configure = null, bool createTables = true)
    {
        var service = new TestService();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton<IEventTransport>(service);
        addContext(builder.Services);
        builder.Services
            .AddAnalyseClient(static o => (o.PublicKey, o.EventIdProperty, o.ShutdownTimeout) = ("pk_test", "id", TimeSpan.FromSeconds(1)))
            .AddEntityFrameworkOutbox<TContext>();
        configure?.Invoke(builder.Services);
        var application = new OutboxApplication<TContext>(builder.Build(), service);
        if (createTables)
        {
            await application.InScopeAsync(static (context, _) => context.Database.EnsureCreatedAsync(Token));
        }

        await application._host.StartAsync(Token);
        return application;
    }

    public static Task<OutboxApplication<TContext>> StartAsync(TestDatabase database) =>
        StartAsync(services => services.AddDbContext<TContext>(options => options.Use(database.Kind, database.ConnectionString)));

    public async Task InScopeAsync(Func<TContext, IAnalyseOutbox<TContext>, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(
            scope.ServiceProvider.GetRequiredService<TContext>(), scope.ServiceProvider.GetRequiredService<IAnalyseOutbox<TContext>>());
    }

    public Task CaptureAsync(params AnalyseEvent[] events) => InScopeAsync(async (context, outbox) =>
    {
        foreach (var analyseEvent in events)
        {
            Assert.Equal(CaptureResult.Accepted, outbox.Capture(analyseEvent));
        }

        await context.SaveChangesAsync(Token);
    });

    /// <summary>Does all that the outbox does with its tables: delivers, knows a key again, keeps dead letters and sends them again, keeps a ledger.</summary>
    public async Task DoEverythingAsync()
    {
        await CaptureAsync(Some.Event("a_name_that_is_longer_than_others"), Some.Event("paid", key: "order_1"), Some.Event("paid", key: "order_1"));
        await Service.ReceivesAsync(2);

        Service.Poison = "\"rejected\"";
        await CaptureAsync(Some.Event("rejected"), Some.Event("neighbour"));
        var letters = Services.GetRequiredService<IAnalyseDeadLetters>();
        IReadOnlyList<DeadLetter> dead = [];
        await Eventually.IsSoAsync(async () => (dead = await letters.ListAsync(cancellationToken: Token)).Count == 1);
        Service.Poison = null;
        Assert.Equal(1, await letters.ResendAsync([dead[0].Id], Token));
        await Service.ReceivesAsync(4);

        var ledger = Services.GetRequiredService<IAnalyseLedger>();
        Assert.True(await ledger.TryWriteAsync([new LedgerEntry("stripe:1", "a", 0)], Token));
        Assert.True(await ledger.TryWriteAsync([new LedgerEntry("stripe:1", "b", 1)], Token));
        Assert.Equal("b", (await ledger.ReadAsync(["stripe:1"], Token))[0]!.Value);

        await Client.FlushAsync(Token);
        Assert.Equal(["a_name_that_is_longer_than_others", "neighbour", "paid", "rejected"], Service.Names.Order());
        Assert.Null(Client.Status.StoreProblem);
        await InScopeAsync(static async (context, _) =>
            Assert.Equal(0, await context.Set<OutboxEvent>().IgnoreQueryFilters().CountAsync(Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
