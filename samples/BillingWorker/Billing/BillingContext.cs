using Microsoft.EntityFrameworkCore;

namespace BillingWorker.Billing;

public sealed class BillingContext(DbContextOptions<BillingContext> options) : DbContext(options)
{
    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddAnalyseOutbox();
        modelBuilder.Entity<Subscription>().HasIndex(subscription => subscription.DueAt);
        modelBuilder.Entity<Subscription>().HasData(
            new Subscription { Id = 1, CustomerId = "user_ada", Plan = "pro", Price = 4900 },
            new Subscription { Id = 2, CustomerId = "user_grace", Plan = "team", Price = 19900 },
            new Subscription { Id = 3, CustomerId = "user_alan", Plan = "pro", Price = 4900 });
    }
}
