using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.ForeignApplications.Tests.Databases;
using Analyse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>Integration tests take the application's database out of the services and put another one in.</summary>
public sealed class ProviderSwap
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_context_has_a_single_configuration_which_can_be_replaced()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await using var application = await OutboxApplication<ShopContext>.StartAsync(AddUnreachablePostgres, services =>
        {
            services.Remove(services.Single(static d => d.ServiceType == typeof(IDbContextOptionsConfiguration<ShopContext>)));
            services.AddDbContext<ShopContext>(options => options.UseSqlite(database.ConnectionString));
        });

        await application.DoEverythingAsync();
    }

    [Fact]
    public async Task The_in_memory_provider_works_with_a_recorder()
    {
        await using var application = await OutboxApplication<ShopContext>.StartAsync(AddUnreachablePostgres, static services =>
        {
            services.RemoveAll<IDbContextOptionsConfiguration<ShopContext>>();
            services.AddDbContext<ShopContext>(static options => options.UseInMemoryDatabase(nameof(ProviderSwap)));
            services.AddAnalyseRecorder();
        });

        await application.CaptureAsync(Some.Event());
        await application.Client.FlushAsync(Token);

        Assert.Single(application.Services.GetRequiredService<AnalyseRecorder>().Named("order_placed"));
        Assert.Null(application.Client.Status.StoreProblem);
    }

    [Fact]
    public async Task A_context_without_any_configuration_starts_with_a_recorder()
    {
        await using var application = await OutboxApplication<ShopContext>.StartAsync(
            AddUnreachablePostgres,
            static services =>
            {
                services.RemoveAll<IDbContextOptionsConfiguration<ShopContext>>();
                services.AddAnalyseRecorder();
            },
            createTables: false);

        Assert.Equal(CaptureResult.Accepted, application.Client.Capture(Some.Event()));
        Assert.Single(application.Services.GetRequiredService<AnalyseRecorder>().Named("order_placed"));
        Assert.Null(application.Client.Status.StoreProblem);
    }

    [Fact]
    public async Task A_database_that_is_away_is_reported_once_and_not_by_EF_Core_at_each_poll()
    {
        await using var application = await OutboxApplication<ShopContext>.StartAsync(AddUnreachablePostgres, createTables: false);

        await Eventually.IsSoAsync(() => application.Client.Status.StoreProblem is not null);
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<AnalyseDeliveryException>(() => application.Client.FlushAsync(Token));
        }

        Assert.Single(application.Log.GetSnapshot(), static record => record.Id.Name == "OutboxDatabaseFailed");
        Assert.DoesNotContain(application.Log.GetSnapshot(), static record =>
            record.Level >= LogLevel.Error && record.Category?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true);
    }

    private static void AddUnreachablePostgres(IServiceCollection services) => services.AddDbContext<ShopContext>(
        static options => options.UseNpgsql("Host=127.0.0.1;Port=1;Database=none;Username=nobody;Timeout=2"));
}
