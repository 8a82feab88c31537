namespace Analyse.Configuration;

/// <summary>The defaults of <see cref="AnalyseOptions"/>.</summary>
internal static class AnalyseDefaults
{
    public const string Host = "https://pulse.analyse.net";
    public const string SectionName = "Analyse";
    public const string KeySetting = "ANALYSE_KEY";
    public const int MaxBatchSize = 100;
    public const int MaxBatchBytes = 512 * 1024;
    public const int MaxEventBytes = 32 * 1024;
    public const int MaxBufferedEvents = 100_000;
    public const long MaxBufferedBytes = 32 * 1024 * 1024;

    public static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);
}
