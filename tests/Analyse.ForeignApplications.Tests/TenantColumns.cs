using Analyse.EntityFrameworkCore;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.ForeignApplications.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>
/// Every entity has a tenant, audit columns and a soft delete, added by a loop over the model, filtered by a query filter and
/// filled in SaveChanges. The outbox's tables are entities like all others.
/// </summary>
public sealed class TenantColumns
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_outbox_works_and_its_other_tables_have_the_tenant_of_the_event(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var application = await OutboxApplication<TenantContext>.StartAsync(database);

        await application.DoEverythingAsync();

        await application.InScopeAsync(static async (context, _) => Assert.Equal(
            "acme", await context.Set<OutboxKey>().IgnoreQueryFilters()
                .Where(static key => EF.Property<bool>(key, "IsPaid"))
                .Select(static key => EF.Property<string>(key, "TenantId")).SingleAsync(Token)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_column_that_nobody_can_fill_stops_the_start_with_its_name_and_the_fix(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => OutboxApplication<OwnedByTenantContext>.StartAsync(database));

        Assert.Contains("Column OwnerId of table analyse_outbox_ledger", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refers to another table", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Make it nullable, give it a default value, or leave OutboxLedgerEntry out", failure.Message, StringComparison.Ordinal);
    }

    private sealed class TenantContext(DbContextOptions<TenantContext> options) : DbContext(options)
    {
        public DbSet<Order> Orders => Set<Order>();

        public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
        {
            foreach (var entry in ChangeTracker.Entries().Where(static entry => entry.State is EntityState.Added))
            {
                entry.Property("TenantId").CurrentValue = "acme";
                entry.Property("CreatedBy").CurrentValue = "someone";
                entry.Property("IsPaid").CurrentValue = true;
            }

            return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.AddAnalyseOutbox();
            modelBuilder.Entity<Order>();
            foreach (var type in modelBuilder.Model.GetEntityTypes().Select(static type => type.ClrType).ToList())
            {
                var entity = modelBuilder.Entity(type);
                entity.Property<string>("TenantId").IsRequired().HasMaxLength(40);
                entity.Property<string>("CreatedBy").IsRequired();
                entity.Property<DateTime>("CreatedAt");
                entity.Property<bool>("IsPaid");
                entity.Property<bool>("IsDeleted").HasDefaultValue(false);
                entity.Property<int?>("Revision");
                entity.HasIndex("TenantId");
                Filter(modelBuilder, type);
            }
        }

        private static void Filter(ModelBuilder modelBuilder, Type type) => typeof(TenantContext)
            .GetMethod(nameof(FilterOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, [modelBuilder]);

        private static void FilterOf<TEntity>(ModelBuilder modelBuilder)
            where TEntity : class => modelBuilder.Entity<TEntity>().HasQueryFilter(static entity => !EF.Property<bool>(entity, "IsDeleted"));
    }

    private sealed class Owner
    {
        public int Id { get; init; }
    }

    private sealed class OwnedByTenantContext(DbContextOptions<OwnedByTenantContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Owner>();
            modelBuilder.AddAnalyseOutbox();
            foreach (var type in modelBuilder.Model.GetEntityTypes().Select(static type => type.ClrType).Where(static type => type != typeof(Owner)).ToList())
            {
                modelBuilder.Entity(type).Property<int>("OwnerId");
                modelBuilder.Entity(type).HasOne(typeof(Owner)).WithMany().HasForeignKey("OwnerId").IsRequired();
            }
        }
    }
}
