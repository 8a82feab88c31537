using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.DependencyInjection;

/// <summary>What can never work is an error at start; what somebody has to do first is not.</summary>
public sealed class StartTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Fact]
    public async Task Another_database_is_an_error_at_start_that_names_both()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<OtherContext>(o => o.UseInMemoryDatabase("other")));

        Assert.Contains("PostgreSQL", failure.Message, StringComparison.Ordinal);
        Assert.Contains("OtherContext", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_the_outbox_is_an_error_at_start_that_says_what_to_call()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<OtherContext>(o => o.UseSqlite("Data Source=:memory:")));

        Assert.Contains("modelBuilder.AddAnalyseOutbox()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_is_not_registered_is_an_error_at_start_that_says_what_to_call()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAnalyseClient(static o => o.Enabled = false).AddEntityFrameworkOutbox<OtherContext>();
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("OtherContext is not registered", failure.Message, StringComparison.Ordinal);
        Assert.Contains("AddDbContext", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_at_start_names_every_store()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var shop = await Shop.StartAsync(database);

        Assert.Contains(shop.Log.GetSnapshot(), static record =>
            record.Message.EndsWith("store memory and outbox of ShopContext.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 0)]
    public async Task A_lease_that_a_single_request_may_outlast_is_warned_of(int leaseSeconds, int warnings)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var shop = await Shop.StartAsync(database, outbox: o => o.Lease = TimeSpan.FromSeconds(leaseSeconds));

        Assert.Equal(warnings, shop.Log.GetSnapshot().Count(static record => record.Id.Name == "OutboxLeaseTooShort"));
    }

    [Fact]
    public void Options_that_cannot_work_are_refused_with_their_name()
    {
        var builder = new ServiceCollection().AddAnalyseClient();

        var failure = Assert.Throws<ArgumentException>(() => builder.AddEntityFrameworkOutbox<ShopContext>(o => o.Lease = TimeSpan.Zero));

        Assert.Contains("Lease", failure.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_A_missing_table_is_reported_once_with_the_command_that_mends_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("DROP TABLE analyse_outbox");
        await using var shop = await Shop.StartAsync(database, outbox: o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromMilliseconds(100));

        await Eventually.IsSoAsync(() => shop.Log.GetSnapshot().Any(static record => record.Id.Name == "OutboxTableMissing"));

        Assert.True(shop.Client.Status.IsDegraded);
        const string Command = "dotnet ef dbcontext script --context ShopContext";
        Assert.Contains(Command, shop.Client.Status.StoreProblem, StringComparison.Ordinal);
        var told = Assert.Single(shop.Log.GetSnapshot(), static record => record.Id.Name == "OutboxTableMissing");
        Assert.Contains(Command, told.Message, StringComparison.Ordinal);
        Assert.Equal(0, shop.Service.Requests);
    }

    private static async Task StartAsync<TContext>(Action<DbContextOptionsBuilder> use)
        where TContext : DbContext
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddDbContext<TContext>(use);
        builder.Services.AddAnalyseClient(static o => o.Enabled = false).AddEntityFrameworkOutbox<TContext>();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    private sealed class OtherContext(DbContextOptions<OtherContext> options) : DbContext(options);
}
