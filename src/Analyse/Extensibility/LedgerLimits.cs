using System.Runtime.CompilerServices;
using System.Text;

namespace Analyse.Extensibility;

/// <summary>What every <see cref="IAnalyseLedger"/> holds to, for packages that keep one in a store of their own.</summary>
public static class LedgerLimits
{
    /// <summary>The longest key, in characters.</summary>
    /// <value>300.</value>
    public const int MaxKeyLength = 300;

    /// <summary>The longest value, in bytes of UTF-8.</summary>
    /// <value>32 KiB.</value>
    public const int MaxValueBytes = 32 * 1024;

    /// <summary>How long an entry is kept after it was last written.</summary>
    /// <value>400 days: longer than a yearly subscription, and than a dispute of its last payment may take.</value>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(400);

    /// <summary>Checks the keys of a read.</summary>
    /// <param name="keys">The keys.</param>
    /// <exception cref="ArgumentException">A key is blank, too long, or there twice.</exception>
    public static void ThrowIfInvalid(IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            CheckKey(key, nameof(keys));
        }

        ThrowIfTwice(keys, nameof(keys));
    }

    /// <summary>Checks the entries of a write. What concerns one entry alone was checked when it was made.</summary>
    /// <param name="entries">The entries.</param>
    /// <exception cref="ArgumentException">A key is there twice.</exception>
    public static void ThrowIfInvalid(IReadOnlyList<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ThrowIfTwice([.. entries.Select(static entry => entry.Key)], nameof(entries));
    }

    internal static string CheckKey(string key, [CallerArgumentExpression(nameof(key))] string? argument = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key, argument);
        ThrowIfCut(key, argument);
        return key.Length <= MaxKeyLength
            ? key
            : throw new ArgumentException(
                $"A ledger key has {key.Length} characters, so it cannot be stored; use at most {MaxKeyLength}.", argument);
    }

    internal static string CheckValue(string value, [CallerArgumentExpression(nameof(value))] string? argument = null)
    {
        ArgumentNullException.ThrowIfNull(value, argument);
        ThrowIfCut(value, argument);
        var bytes = Encoding.UTF8.GetByteCount(value);
        return bytes <= MaxValueBytes
            ? value
            : throw new ArgumentException(
                $"The value of a ledger entry has {bytes} bytes of UTF-8, so it cannot be stored; use at most {MaxValueBytes}.", argument);
    }

    internal static string? CheckPerson(string? personId, [CallerArgumentExpression(nameof(personId))] string? argument = null)
    {
        ThrowIfCut(personId ?? string.Empty, argument);
        return personId;
    }

    internal static long CheckVersion(long version, [CallerArgumentExpression(nameof(version))] string? argument = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version, argument);
        return version;
    }

    // PostgreSQL does not take the character in a text, and others end the text there.
    private static void ThrowIfCut(string text, string? argument)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A text of a ledger entry holds U+0000, which no database can store; leave it out.", argument);
        }
    }

    private static void ThrowIfTwice(IReadOnlyList<string> keys, string argument)
    {
        if (keys.Count > 1 && keys.Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            throw new ArgumentException("A ledger key is there twice, so it is not clear which one counts; name each key once.", argument);
        }
    }
}
