namespace Analyse.Sqlite.Files;

/// <summary>Why a file cannot be used although it can be opened.</summary>
internal enum StoreFileFault
{
    /// <summary>It is not a database any more, or not a whole one.</summary>
    Damaged,

    /// <summary>A later version of this package wrote it.</summary>
    Newer,

    /// <summary>It is a database of something else.</summary>
    Foreign,
}
