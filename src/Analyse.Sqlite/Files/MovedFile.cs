using System.Runtime.InteropServices;
using SQLitePCL;

namespace Analyse.Sqlite.Files;

/// <summary>Asks SQLite whether the path of an open file leads elsewhere by now.</summary>
internal static class MovedFile
{
    private const string Library = "e_sqlite3";
    private const int HasMovedOperation = 20;

    public static bool HasMoved(sqlite3 connection)
    {
        // An application may bring another build of SQLite, which this connection then belongs to.
        if (raw.GetNativeLibraryName() != Library)
        {
            return false;
        }

        return FileControl(connection.DangerousGetHandle(), 0, HasMovedOperation, out var moved) == raw.SQLITE_OK && moved != 0;
    }

    [DllImport(Library, EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(nint connection, nint schemaName, int operation, out int result);
}
