namespace Analyse.Sqlite.Files;

/// <summary>A file cannot be used as a store.</summary>
internal sealed class StoreFileException(StoreFileFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public StoreFileFault Fault => fault;
}
