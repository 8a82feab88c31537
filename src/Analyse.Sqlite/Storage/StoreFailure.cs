using Analyse.Sqlite.Files;

namespace Analyse.Sqlite.Storage;

/// <summary>Says in plain sentences what is wrong with the file.</summary>
internal static class StoreFailure
{
    public static AnalyseStoreException AtStart(string path, Exception failure) =>
        failure is StoreFileException { Fault: StoreFileFault.Foreign }
            ? new AnalyseStoreException($"{failure.Message} Set Analyse:Sqlite:Path to a file of the store's own.", failure)
            : new AnalyseStoreException(
                $"The event store {path} cannot be opened: {failure.Message} Let the application's user write to its directory, set Analyse:Sqlite:Path to a file on a writable volume, or set Analyse:Sqlite:FallBackToMemory.",
                failure);

    public static string Describe(string path, Exception failure) => failure is StoreFileException { Fault: StoreFileFault.Newer }
        ? $"{failure.Message} It is left untouched, and events are only held in memory."
        : $"The event store {path} cannot be written ({failure.Message}), so events are only held in memory.";

    public static AnalyseStoreException OfLedger(string path, string? problem) => new(problem is null
        ? $"The event store {path} is closed, so its ledger cannot be used; ask for it again when the application has started again."
        : $"The ledger in {path} cannot be read or written now. {problem} It is tried again twice a second.");
}
