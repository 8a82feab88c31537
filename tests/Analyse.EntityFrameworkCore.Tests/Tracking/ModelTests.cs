using Analyse.EntityFrameworkCore.Storage;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Extensibility;
using Analyse.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Tracking;

/// <summary>Applications have models and contexts of many kinds, and the outbox works in each.</summary>
public sealed class ModelTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public Task The_schema_and_the_names_of_the_tables_can_be_chosen(DatabaseKind kind) => AssertDeliversAsync<NamedContext>(kind);

    [Theory, MemberData(nameof(Kinds))]
    public Task The_default_schema_of_the_model_is_taken(DatabaseKind kind) => AssertDeliversAsync<SchemaContext>(kind);

    [Theory, MemberData(nameof(Kinds))]
    public Task Conventions_of_the_model_do_not_change_the_rows(DatabaseKind kind) => AssertDeliversAsync<ConventionalContext>(kind);

    [Theory, MemberData(nameof(Kinds))]
    public Task Entities_may_be_loaded_lazily_through_proxies(DatabaseKind kind) =>
        AssertDeliversAsync<ProxiedContext>(kind, static options => options.UseLazyLoadingProxies());

    private static async Task AssertDeliversAsync<TContext>(DatabaseKind kind, Action<DbContextOptionsBuilder>? configure = null)
        where TContext : DbContext
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        var service = new TestService();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFakeLogging();
        builder.Services.AddSingleton<IEventTransport>(service);
        builder.Services.AddDbContext<TContext>(options =>
        {
            options.Use(kind, database.ConnectionString);
            configure?.Invoke(options);
        });
        builder.Services.AddAnalyseClient(static o => (o.PublicKey, o.EventIdProperty) = ("pk_test", "id")).AddEntityFrameworkOutbox<TContext>();
        using var host = builder.Build();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<TContext>();
            await context.Database.EnsureCreatedAsync(token);
        }

        await host.StartAsync(token);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<TContext>();
            var outbox = scope.ServiceProvider.GetRequiredService<IAnalyseOutbox<TContext>>();
            outbox.Capture(Some.Event("a_name_that_is_longer_than_others"));
            outbox.Capture(Some.Event("paid", key: "order_1"));
            outbox.Capture(Some.Event("paid", key: "order_1"));
            await context.SaveChangesAsync(token);
        }

        await service.ReceivesAsync(2);
        var client = host.Services.GetRequiredService<IAnalyseClient>();
        await Eventually.IsSoAsync(() => client.Counts is { Delivered: 2, Duplicates: 1, Waiting: 0 });
        var ledger = host.Services.GetRequiredService<IAnalyseLedger>();
        var entry = new LedgerEntry("stripe:a_key_that_is_longer_than_others", "a value that is longer than others", 0) { PersonId = "a_person_that_is_longer" };
        Assert.True(await ledger.TryWriteAsync([entry], token));
        Assert.True(await ledger.TryWriteAsync([entry with { Version = 1 }], token));
        Assert.Equal([entry with { Version = 2 }, null], await ledger.ReadAsync([entry.Key, "other"], token));
        Assert.True(await host.Services.GetRequiredService<OutboxLedger<TContext>>().TryTidyAsync(token));
        Assert.DoesNotContain(host.Services.GetFakeLogCollector().GetSnapshot(), static record => record.Id.Name is "OutboxDatabaseFailed");
        await host.StopAsync(token);
    }

    private sealed class NamedContext(DbContextOptions<NamedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAnalyseOutbox(static tables =>
        {
            tables.Schema = "analytics";
            tables.Events = "Outgoing \"Events\"";
            tables.Keys = "Taken Keys";
            tables.DeadLetters = "Dead Letters";
            tables.Ledger = "What \"we\" know";
        });
    }

    private sealed class SchemaContext(DbContextOptions<SchemaContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema("shop").AddAnalyseOutbox();
    }

    private sealed class ConventionalContext(DbContextOptions<ConventionalContext> options) : DbContext(options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        {
            configurationBuilder.Properties<string>().HaveMaxLength(16);
            configurationBuilder.Properties<Guid>().HaveConversion<string>();
            configurationBuilder.Properties<long>().HaveConversion<NumberToStringConverter<long>>();
            configurationBuilder.Properties<byte[]>().HaveColumnType("bpchar(4)");
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAnalyseOutbox();
    }

    public class ProxiedContext(DbContextOptions<ProxiedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAnalyseOutbox();
    }
}
