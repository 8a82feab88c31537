namespace Analyse.Sqlite;

/// <summary>Settings of the SQLite store, of the section <c>Analyse:Sqlite</c>. They are read at start and do not follow a reload.</summary>
public sealed class AnalyseSqliteOptions
{
    /// <summary>The database file. A relative path begins at the application's content root. Missing directories are created.</summary>
    /// <value>The default is <c>analyse.db</c>.</value>
    public string Path { get; set; } = "analyse.db";

    /// <summary>
    /// Bytes that the queued events may take in the file. A full store rejects the newest event, and its last fifth takes only
    /// money events. Dead letters (<see cref="MaxDeadLetterBytes"/>) and SQLite's write-ahead log, about 4 MiB, come on top.
    /// </summary>
    /// <value>The default is 256 MiB.</value>
    public long MaxFileBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// Bytes that the dead letters may take in the file, apart from the queued events. Later ones take the place of the oldest,
    /// which are counted as lost.
    /// </summary>
    /// <value>The default is 32 MiB; at least 1 MiB.</value>
    public long MaxDeadLetterBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// Whether memory is good enough where the file cannot be used: at start, instead of an error, and while the application
    /// runs, when <see cref="IAnalyseClient.CaptureAsync"/> would otherwise refuse what it cannot commit.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool FallBackToMemory { get; set; }
}
