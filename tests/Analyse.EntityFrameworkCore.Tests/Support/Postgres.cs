using Analyse.EntityFrameworkCore.TestShop.Servers;
using Xunit;

[assembly: AssemblyFixture(typeof(Analyse.EntityFrameworkCore.Tests.Support.Postgres))]

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>The PostgreSQL of a whole test run: started by the first test that needs it, stopped and removed at the end.</summary>
public sealed class Postgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> _own = new(PostgresServer.StartNewAsync);

    /// <summary>A connection string without a database. Where there is none to be had, the test is skipped and says why.</summary>
    public static async Task<string> ConnectionStringAsync()
    {
        if (Environment.GetEnvironmentVariable("ANALYSE_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        return (await OrSkipAsync(_own.Value)).ConnectionString;
    }

    /// <summary>A server of one test alone, to be treated badly.</summary>
    public static Task<PostgresServer> StartNewAsync() => OrSkipAsync(PostgresServer.StartNewAsync());

    public async ValueTask DisposeAsync()
    {
        if (_own.IsValueCreated && _own.Value.IsCompletedSuccessfully)
        {
            await (await _own.Value).DisposeAsync();
        }
    }

    // A build server must not go on without these tests, and sets the variable.
    private static async Task<PostgresServer> OrSkipAsync(Task<PostgresServer> start)
    {
        try
        {
            return await start;
        }
        catch (PostgresUnavailableException missing) when (Environment.GetEnvironmentVariable("ANALYSE_TEST_POSTGRES_REQUIRED") is null)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }
}
