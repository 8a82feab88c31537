using Analyse.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of the outbox to a model.</summary>
public static class AnalyseOutboxModelBuilderExtensions
{
    /// <summary>Adds the tables of the outbox; call it in <c>OnModelCreating</c>, then add a migration.</summary>
    /// <param name="modelBuilder">The model's builder.</param>
    /// <param name="configure">Changes the schema and the names of the tables.</param>
    /// <returns>The same builder.</returns>
    public static ModelBuilder AddAnalyseOutbox(this ModelBuilder modelBuilder, Action<AnalyseOutboxTables>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        var tables = new AnalyseOutboxTables();
        configure?.Invoke(tables);
        modelBuilder
            .Entity<OutboxEvent>(row => Configure(row.ToTable(tables.Events, tables.Schema)))
            .Entity<OutboxKey>(row => Configure(row.ToTable(tables.Keys, tables.Schema)))
            .Entity<OutboxDeadLetter>(row => Configure(row.ToTable(tables.DeadLetters, tables.Schema)))
            .Entity<OutboxLedgerEntry>(row => OutboxLedgerModel.Configure(row.ToTable(tables.Ledger, tables.Schema)));
        foreach (var row in new[] { typeof(OutboxEvent), typeof(OutboxKey), typeof(OutboxDeadLetter), typeof(OutboxLedgerEntry) })
        {
            IgnoreConventions(modelBuilder.Model.FindEntityType(row)!);
        }

        return modelBuilder;
    }

    // The lease is not indexed: claiming a row and giving it back then touch no index.
    private static void Configure(EntityTypeBuilder<OutboxEvent> row)
    {
        row.HasKey(e => e.Id);
        row.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
        row.Property(e => e.EventId).HasColumnName("event_id");
        row.Property(e => e.Name).HasColumnName("name");
        row.Property(e => e.CapturedAt).HasColumnName("captured_at");
        row.Property(e => e.Json).HasColumnName("json");
        row.Property(e => e.LeaseId).HasColumnName("lease_id");
        row.Property(e => e.LeaseUntil).HasColumnName("lease_until");
        row.Property(e => e.Attempts).HasColumnName("attempts");
    }

    private static void Configure(EntityTypeBuilder<OutboxKey> row)
    {
        row.HasKey(e => e.EventId);
        row.HasIndex(e => e.TakenAt);
        row.Property(e => e.EventId).HasColumnName("event_id").ValueGeneratedNever();
        row.Property(e => e.RowId).HasColumnName("row_id");
        row.Property(e => e.TakenAt).HasColumnName("taken_at");
    }

    private static void Configure(EntityTypeBuilder<OutboxDeadLetter> row)
    {
        row.HasKey(e => e.Id);
        row.HasIndex(e => e.DiedAt);
        row.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
        row.Property(e => e.EventId).HasColumnName("event_id");
        row.Property(e => e.Name).HasColumnName("name");
        row.Property(e => e.Reason).HasColumnName("reason");
        row.Property(e => e.CapturedAt).HasColumnName("captured_at");
        row.Property(e => e.DiedAt).HasColumnName("died_at");
        row.Property(e => e.Json).HasColumnName("json");
    }

    // What ConfigureConventions says is meant for the application's own columns: the relay would not find a converted id, and
    // a name that is too long for its column would fail the transaction of the business.
    private static void IgnoreConventions(IMutableEntityType row)
    {
        foreach (var property in row.GetProperties())
        {
            property.SetValueConverter((Type?)null);
            property.SetProviderClrType(null);
            property.SetColumnType(null);
            property.SetMaxLength(null);
        }
    }
}
