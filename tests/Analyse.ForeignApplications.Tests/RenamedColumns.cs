using Analyse.EntityFrameworkCore;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.ForeignApplications.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>Names, types and lengths of all columns are the application's own: by a loop at the end of OnModelCreating, and by a convention of its own.</summary>
public sealed class RenamedColumns
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Columns_and_tables_may_have_any_name_and_ids_may_be_text(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var application = await OutboxApplication<LoopContext>.StartAsync(database);

        await application.DoEverythingAsync();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_convention_of_the_application_may_rename_them_when_the_model_is_finished(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var application = await OutboxApplication<ConventionContext>.StartAsync(database);

        await application.DoEverythingAsync();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_statements_cannot_work_with_stops_the_start_with_each_column_and_its_fix(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => OutboxApplication<ImpossibleContext>.StartAsync(database));

        Assert.Contains("OutboxEvent.CapturedAt (column CapturedAt_x of table analyse_outbox) is converted (Int64 to String)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("OutboxEvent.LeaseUntil (column LeaseUntil_x of table analyse_outbox) is required", failure.Message, StringComparison.Ordinal);
        Assert.Contains("OutboxLedgerEntry.Value (column Value_x of table analyse_outbox_ledger) is limited to 100 characters", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Set HasMaxLength(null)", failure.Message, StringComparison.Ordinal);
    }

    private sealed class LoopContext(DbContextOptions<LoopContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.HasDefaultSchema("shop");
            modelBuilder.AddAnalyseOutbox();
            foreach (var type in modelBuilder.Model.GetEntityTypes())
            {
                type.SetTableName("T_" + type.GetTableName());
                foreach (var property in type.GetProperties())
                {
                    property.SetColumnName("c " + property.Name);
                    if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid))
                    {
                        property.SetValueConverter(new GuidToStringConverter());
                    }

                    if (property.ClrType == typeof(string) && type.ClrType != typeof(OutboxLedgerEntry))
                    {
                        property.SetMaxLength(20);
                    }
                }
            }
        }
    }

    private sealed class ConventionContext(DbContextOptions<ConventionContext> options) : DbContext(options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.Conventions.Add(static _ => new UpperCase());

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddAnalyseOutbox();
    }

    private sealed class UpperCase : IModelFinalizingConvention
    {
        public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
        {
            foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(static type => type.GetProperties()).Cast<IMutableProperty>())
            {
                property.SetColumnName(property.Name.ToUpperInvariant());
            }
        }
    }

    private sealed class ImpossibleContext(DbContextOptions<ImpossibleContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.AddAnalyseOutbox();
            foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(static type => type.GetProperties()))
            {
                property.SetColumnName(property.Name + "_x");
                property.IsNullable = property.Name != nameof(OutboxEvent.LeaseUntil) && property.IsNullable;
                if (property.ClrType == typeof(string))
                {
                    property.SetMaxLength(100);
                }

                if (property.ClrType == typeof(long))
                {
                    property.SetValueConverter(new NumberToStringConverter<long>());
                }
            }
        }
    }
}
