namespace Analyse.Inspector;

/// <summary>What a mapped inspector accepts and how much it keeps.</summary>
public sealed class AnalyseInspectorOptions
{
    private const int DefaultMaxEvents = 10_000;
    private const long DefaultMaxStoredBytes = 64 * 1024 * 1024;
    private const int DefaultMaxBodyBytes = 1024 * 1024;

    /// <summary>
    /// Whether the inspector may be mapped in an environment other than Development. Whoever reaches its page reads
    /// every event, so protect it there, for example with <c>RequireAuthorization</c> on what the mapping returns.
    /// </summary>
    /// <value>The default is <see langword="false"/>: outside Development, mapping throws.</value>
    public bool AllowOutsideDevelopment { get; set; }

    /// <summary>The only public key that is accepted; a request with another one is answered 401.</summary>
    /// <value>The default is <see langword="null"/>: any key is accepted.</value>
    public string? PublicKey { get; set; }

    /// <summary>How many events are kept. When one more comes, the oldest is dropped; the page says how many were.</summary>
    /// <value>The default is 10,000; at least 1.</value>
    public int MaxEvents { get; set; } = DefaultMaxEvents;

    /// <summary>How many bytes of event JSON are kept. Beyond it the oldest events are dropped; the newest always stays.</summary>
    /// <value>The default is 64 MiB; at least 1.</value>
    public long MaxStoredBytes { get; set; } = DefaultMaxStoredBytes;

    /// <summary>How many bytes the body of one request may have; a longer one is answered 413.</summary>
    /// <value>The default is 1 MiB; at least 1, at most 1 GiB.</value>
    public int MaxBodyBytes { get; set; } = DefaultMaxBodyBytes;

    internal void Validate()
    {
        if (PublicKey is not null && string.IsNullOrWhiteSpace(PublicKey))
        {
            throw new ArgumentException(
                $"{nameof(AnalyseInspectorOptions)}.{nameof(PublicKey)} is blank. Set the key that is expected, or leave it null to accept any.");
        }

        Require(nameof(MaxEvents), MaxEvents, int.MaxValue);
        Require(nameof(MaxStoredBytes), MaxStoredBytes, long.MaxValue);
        Require(nameof(MaxBodyBytes), MaxBodyBytes, 1024 * 1024 * 1024);
    }

    private static void Require(string setting, long value, long most)
    {
        if (value < 1 || value > most)
        {
            throw new ArgumentException($"{nameof(AnalyseInspectorOptions)}.{setting} is {value}. Set a number from 1 to {most}.");
        }
    }
}
