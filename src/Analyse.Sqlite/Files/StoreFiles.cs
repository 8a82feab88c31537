using System.Security.Cryptography;
using Analyse.Sqlite.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Analyse.Sqlite.Files;

/// <summary>Opens the store's file, makes a new one, and moves a damaged one aside.</summary>
/// <param name="path">The whole path.</param>
/// <param name="maxPages">Pages the file may have, as if the disk were full then; for tests.</param>
internal sealed class StoreFiles(string path, int? maxPages = null)
{
    // The write-ahead log is emptied into the file when it has so many pages, and cut to as many bytes.
    private const string Settings = """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 1000;
        PRAGMA journal_size_limit = 4194304;
        PRAGMA temp_store = MEMORY;
        """;

    private static readonly string[] _companions = ["-wal", "-shm"];

    public string Path => path;

    /// <summary>Whether the failure says that the file is damaged.</summary>
    public static bool IsDamage(Exception failure) => failure
        is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB }
        or StoreFileException { Fault: StoreFileFault.Damaged };

    /// <summary>Opens the file, and makes it when it is missing.</summary>
    /// <exception cref="StoreFileException">It is damaged, or is not this package's, or is of a later version.</exception>
    /// <exception cref="SqliteException">SQLite cannot open it.</exception>
    /// <exception cref="IOException">The file system does not let it be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public StoreFile Open()
    {
        OwnFiles.RefuseLink(path);
        Array.ForEach(_companions, companion => OwnFiles.RefuseLink(path + companion));
        if (!File.Exists(path))
        {
            Make();
        }

        if (new FileInfo(path).Length == 0)
        {
            // SQLite would take it for a new database, and delete the log that may still hold events.
            throw new StoreFileException(StoreFileFault.Damaged, $"{path} is empty.");
        }

        OwnFiles.Restrict(path);
        var database = Database.Open(path);
        try
        {
            Check(database);
            database.Execute(Settings);
            if (maxPages is not null)
            {
                database.Execute($"PRAGMA max_page_count = {maxPages}");
            }

            return new StoreFile(path, database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Moves the file and what belongs to it out of the way, to a name that begins with its own.</summary>
    /// <returns>Where the file is now.</returns>
    public string MoveAside(DateTimeOffset now)
    {
        var aside = $"{path}.corrupt-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff}";
        Move(path, aside);
        Array.ForEach(_companions, companion => Move(path + companion, aside + companion));
        return aside;

        static void Move(string from, string to)
        {
            if (File.Exists(from))
            {
                File.Move(from, to);
            }
        }
    }

    /// <summary>Makes the file under another name first: nobody ever sees it half made.</summary>
    private void Make()
    {
        if (File.Exists(path + _companions[0]))
        {
            // A log without its database would be taken for the log of the new one.
            throw new StoreFileException(StoreFileFault.Damaged, $"{path} is missing, but its log is there.");
        }

        OwnFiles.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.new-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        try
        {
            OwnFiles.Open(unfinished, FileMode.CreateNew).Dispose();
            using (var database = Database.Open(unfinished))
            {
                database.Execute("PRAGMA journal_mode = WAL");
                Schema.Upgrade(database);
            }

            File.Move(unfinished, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private void Check(Database database)
    {
        switch (Schema.Inspect(database))
        {
            case SchemaState.Newer:
                throw new StoreFileException(StoreFileFault.Newer, $"{path} was written by a later version of Analyse.Sqlite.");
            case SchemaState.Foreign:
                throw new StoreFileException(StoreFileFault.Foreign, $"{path} is a database of something else.");
            case SchemaState.Older:
                Schema.Upgrade(database);
                break;
        }

        // Ends with an error where the file can be read but not written.
        database.BeginWrite().Dispose();
    }
}
