using Microsoft.Extensions.Time.Testing;

namespace Analyse.Sqlite.Tests.Support;

/// <summary>What a test's store is like.</summary>
internal sealed record TestStoreSettings
{
    public string FileName { get; init; } = "analyse.db";

    public long MaxFileBytes { get; init; } = 256 * 1024 * 1024;

    public long MaxDeadLetterBytes { get; init; } = 32 * 1024 * 1024;

    public int MaxPendingEvents { get; init; } = 100_000;

    public long MaxPendingBytes { get; init; } = 32 * 1024 * 1024;

    public bool FallBackToMemory { get; init; }

    public int? MaxPages { get; init; }

    /// <summary>The clock, for stores that share one.</summary>
    public FakeTimeProvider? Time { get; init; }
}
