namespace Analyse.Sqlite.Tests.Support;

/// <summary>A folder of one test's own, which goes with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("analyse-sqlite-").FullName;

    public string File(string name = "analyse.db") => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
