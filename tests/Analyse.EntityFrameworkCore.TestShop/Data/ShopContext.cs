using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.TestShop.Data;

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAnalyseOutbox();
}
