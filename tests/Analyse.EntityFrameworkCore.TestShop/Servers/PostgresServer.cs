using System.Net;
using System.Net.Sockets;

namespace Analyse.EntityFrameworkCore.TestShop.Servers;

/// <summary>A server of one's own in a temporary folder, with all the care for power cuts that PostgreSQL takes by default.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _programs;
    private readonly string _folder = Directory.CreateTempSubdirectory("analyse-postgres-").FullName;
    private readonly int _port = FreePort();

    private PostgresServer(string programs) => _programs = programs;

    /// <summary>A connection string without a database.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Include Error Detail=true";

    private string Data => Path.Combine(_folder, "data");

    /// <exception cref="PostgresUnavailableException">PostgreSQL is not installed.</exception>
    public static async Task<PostgresServer> StartNewAsync()
    {
        var server = new PostgresServer(await PostgresPrograms.FindAsync());
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.RunAsync("chown", "postgres", server._folder);
        }

        await server.RunAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await server.StartAsync();
        return server;
    }

    public Task StartAsync() => RunAsync(
        "pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=200");

    /// <summary>Stops the server as a crash does: nothing is written back, and the next start recovers.</summary>
    public Task CrashAsync() => RunAsync("pg_ctl", "stop", "-w", "-D", Data, "-m", "immediate");

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The server refuses to run as root.
    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? Tool.RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Tool.RunAsync(path, arguments);
    }
}
