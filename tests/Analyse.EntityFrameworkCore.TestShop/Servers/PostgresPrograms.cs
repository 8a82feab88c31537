namespace Analyse.EntityFrameworkCore.TestShop.Servers;

/// <summary>The programs of the package <c>postgresql</c>.</summary>
internal static class PostgresPrograms
{
    private static readonly SemaphoreSlim _one = new(1);

    /// <summary>The folder of the programs; on Debian, root installs them when they are missing.</summary>
    /// <exception cref="PostgresUnavailableException">They are not there, and cannot be installed.</exception>
    public static async Task<string> FindAsync()
    {
        await _one.WaitAsync();
        try
        {
            return Find() ?? await InstallAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private static string? Find() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .OrderDescending()
            .Select(static version => Path.Combine(version, "bin"))
            .FirstOrDefault(static bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private static async Task<string> InstallAsync()
    {
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
        {
            throw new PostgresUnavailableException(
                "There is no PostgreSQL: install the package postgresql, or set ANALYSE_TEST_POSTGRES to the connection string of a server.");
        }

        Console.WriteLine("PostgreSQL is missing: installing the package postgresql with apt-get.");
        try
        {
            await Tool.RunAsync("apt-get", "update", "-qq");
            await Tool.RunAsync("apt-get", "install", "-qq", "--no-install-recommends", "postgresql");
        }
        catch (InvalidOperationException failure)
        {
            throw new PostgresUnavailableException($"There is no PostgreSQL, and it could not be installed. {failure.Message}");
        }

        return Find() ?? throw new PostgresUnavailableException("The package postgresql was installed, but its programs are not there.");
    }
}
