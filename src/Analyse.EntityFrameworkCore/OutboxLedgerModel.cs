using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Analyse.EntityFrameworkCore;

/// <summary>The columns of the ledger's table.</summary>
internal static class OutboxLedgerModel
{
    public static void Configure(EntityTypeBuilder<OutboxLedgerEntry> row)
    {
        row.HasKey(e => e.Key);
        row.HasIndex(e => e.Day);
        row.Property(e => e.Key).HasColumnName("key").ValueGeneratedNever();
        row.Property(e => e.Value).HasColumnName("value");
        row.Property(e => e.PersonId).HasColumnName("person_id");
        row.Property(e => e.Version).HasColumnName("version");
        row.Property(e => e.Day).HasColumnName("day");
    }
}
