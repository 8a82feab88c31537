using Microsoft.Data.Sqlite;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>A folder of one test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("analyse-stripe-").FullName;

    public string Store => Path.Combine(_path, "analyse.db");

    /// <summary>What another process sees in the file.</summary>
    public long RowsInStore()
    {
        using var connection = new SqliteConnection($"Data Source={Store};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM event";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
