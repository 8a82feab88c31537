using System.Text;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>A database of one test, with the tables of the shop.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private TestDatabase(DatabaseKind kind, string connectionString, string? folder)
    {
        Kind = kind;
        ConnectionString = connectionString;
        _folder = folder;
    }

    public static TheoryData<DatabaseKind> Kinds { get; } = [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    public DatabaseKind Kind { get; }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, string settings = "") =>
        await WithTablesAsync(await CreateEmptyAsync(kind, settings));

    /// <summary>A database without tables.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind, string settings = "") => kind is DatabaseKind.Sqlite
        ? InFolder(Directory.CreateTempSubdirectory("analyse-outbox-").FullName)
        : OnServer(await Postgres.ConnectionStringAsync(), settings);

    /// <summary>A database of a server of the test's own.</summary>
    public static Task<TestDatabase> CreateOnAsync(string server) => WithTablesAsync(OnServer(server, ""));

    /// <summary>A context that the application under test knows nothing of.</summary>
    public ShopContext Context() => new((DbContextOptions<ShopContext>)new DbContextOptionsBuilder<ShopContext>().Use(Kind, ConnectionString).Options);

    public async Task<int> CountAsync()
    {
        await using var context = Context();
        return await context.Outbox.CountAsync();
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var context = Context();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Asks a question whose answer is a column <c>Value</c>.</summary>
    public async Task<bool> IsTrueAsync(string sql)
    {
        await using var context = Context();
        return await context.Database.SqlQueryRaw<bool>(sql).SingleAsync();
    }

    /// <summary>Adds an event as another instance would.</summary>
    public async Task InsertAsync(string name, Guid eventId)
    {
        await using var context = Context();
        context.Add(new OutboxEvent
        {
            Id = Guid.CreateVersion7(),
            EventId = eventId,
            Name = name,
            CapturedAt = 0,
            Json = Encoding.UTF8.GetBytes($$$"""{"event_name":"{{{name}}}","properties":{"id":"{{{eventId}}}"}}"""),
        });
        await context.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
        else
        {
            NpgsqlConnection.ClearAllPools();
            await using var context = Context();
            await context.Database.EnsureDeletedAsync();
        }
    }

    private static async Task<TestDatabase> WithTablesAsync(TestDatabase database)
    {
        await using var context = database.Context();
        await context.Database.EnsureCreatedAsync();
        return database;
    }

    private static TestDatabase InFolder(string folder) => new(DatabaseKind.Sqlite, $"Data Source={folder}/shop.db", folder);

    private static TestDatabase OnServer(string server, string settings) =>
        new(DatabaseKind.Postgres, $"{server};Database=shop_{Guid.NewGuid():N};{settings}", null);
}
