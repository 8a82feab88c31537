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

        try
        {
            return (await _own.Value).ConnectionString;
        }
        catch (PostgresUnavailableException missing)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_own.IsValueCreated && _own.Value.IsCompletedSuccessfully)
        {
            await (await _own.Value).DisposeAsync();
        }
    }
}
