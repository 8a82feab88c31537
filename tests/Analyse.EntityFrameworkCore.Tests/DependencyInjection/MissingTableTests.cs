using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using BillingWorker.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.DependencyInjection;

/// <summary>The command in the log mends what is wrong with this database, and is no other than that.</summary>
public sealed class MissingTableTests
{
    private const string Add = "dotnet ef migrations add";
    private const string Update = "dotnet ef database update --context BillingContext";
    private const string Script = "dotnet ef dbcontext script --context BillingContext";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_A_migration_that_was_not_applied_is_to_be_applied(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using (var context = Context(database))
        {
            // A database that is there, without a table.
            await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
            await DropAsync(database, "analyse_outbox", "analyse_outbox_keys", "analyse_outbox_dead", "analyse_outbox_ledger", "\"Invoices\"", "\"Subscriptions\"");
        }

        var told = await LogOfAsync(database);

        Assert.EndsWith($"Run: {Update}", told, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_A_table_that_was_dropped_is_not_mended_by_a_migration(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using (var context = Context(database))
        {
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        await DropAsync(database, "analyse_outbox_keys");

        var told = await LogOfAsync(database);

        Assert.Contains(Script, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Add, told, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_A_table_of_an_older_version_is_told_like_a_missing_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("ALTER TABLE analyse_outbox DROP COLUMN lease_until");
        await using var shop = await Shop.StartAsync(database);

        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);

        Assert.Contains("dotnet ef dbcontext script --context ShopContext", shop.Client.Status.StoreProblem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_An_application_without_tables_and_migrations_is_to_add_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await DropAsync(database, "analyse_outbox", "analyse_outbox_keys", "analyse_outbox_dead", "analyse_outbox_ledger", "\"Orders\"");
        await using var shop = await Shop.StartAsync(database);

        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);

        Assert.EndsWith(
            $"Run: {Add} AddAnalyseOutbox --context ShopContext && dotnet ef database update --context ShopContext",
            shop.Client.Status.StoreProblem,
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_A_migration_of_the_ledger_that_was_not_applied_is_to_be_applied(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using (var context = Context(database))
        {
            await context.Database.MigrateAsync("Initial", TestContext.Current.CancellationToken);
        }

        var told = await LogOfAsync(database, "OutboxLedgerTableMissing");

        Assert.EndsWith($"Run: {Update}", told, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_A_ledger_without_a_migration_gets_one_whose_name_is_not_taken(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using (var context = Context(database))
        {
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        await DropAsync(database, "analyse_outbox_ledger");

        var told = await LogOfAsync(
            database,
            "OutboxLedgerTableMissing",
            static options => options.ReplaceService<IModelCustomizer, ChangedModel>());

        Assert.EndsWith($"Run: {Add} AddAnalyseLedger --context BillingContext && {Update}", told, StringComparison.Ordinal);
    }

    private static async Task<string> LogOfAsync(
        TestDatabase database, string name = "OutboxTableMissing", Action<DbContextOptionsBuilder>? configure = null)
    {
        await using var shops = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var shop = await Shop.StartAsync(shops, services: services =>
        {
            services.AddDbContext<BillingContext>(options =>
            {
                options.Use(database.Kind, database.ConnectionString);
                configure?.Invoke(options);
            });
            services.AddAnalyseClient().AddEntityFrameworkOutbox<BillingContext>();
        });
        await Eventually.IsSoAsync(() => shop.Log.GetSnapshot().Any(record => record.Id.Name == name));
        Assert.True(shop.Client.Status.IsDegraded);
        return Assert.Single(shop.Log.GetSnapshot(), record => record.Id.Name == name).Message;
    }

    private static BillingContext Context(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<BillingContext>();
        options.Use(database.Kind, database.ConnectionString);
        return new BillingContext(options.Options);
    }

    private static async Task DropAsync(TestDatabase database, params string[] tables)
    {
        foreach (var table in tables)
        {
            await database.ExecuteAsync($"DROP TABLE {table}");
        }
    }

    /// <summary>A model that has changed since its last migration.</summary>
    private sealed class ChangedModel(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<Order>();
        }
    }
}
