using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using BillingWorker.Billing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.DependencyInjection;

/// <summary>The migration that the sample shows.</summary>
public sealed class SampleMigrationTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_migration_of_the_sample_makes_the_tables_on_both_databases(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        var options = new DbContextOptionsBuilder<BillingContext>();
        options.Use(database.Kind, database.ConnectionString);
        await using var context = new BillingContext(options.Options);

        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal(0, await database.CountAsync());
        Assert.Equal(3, await context.Subscriptions.CountAsync(TestContext.Current.CancellationToken));
    }
}
