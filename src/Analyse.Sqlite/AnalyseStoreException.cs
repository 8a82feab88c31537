namespace Analyse.Sqlite;

/// <summary>The SQLite store cannot be opened. The message names the file and says how to mend it.</summary>
public sealed class AnalyseStoreException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public AnalyseStoreException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong with which file, and the mend.</param>
    public AnalyseStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception that has a cause.</summary>
    /// <param name="message">What is wrong with which file, and the mend.</param>
    /// <param name="innerException">What the file system or SQLite said.</param>
    public AnalyseStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
