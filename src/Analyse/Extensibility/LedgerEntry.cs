namespace Analyse.Extensibility;

/// <summary>One entry of an <see cref="IAnalyseLedger"/>: what a package remembers about one thing of the outside world.</summary>
/// <param name="Key">The name of the thing, such as <c>stripe:pi_123</c>; at most 300 characters.</param>
/// <param name="Value">What is known of it, in a form that its writer reads again; at most 32 KiB of UTF-8.</param>
/// <param name="Version">How often the entry has been written: 0 when it is not there yet.</param>
/// <exception cref="ArgumentException">The key is blank, or the key or the value is too long.</exception>
/// <exception cref="ArgumentOutOfRangeException">The version is negative.</exception>
public sealed record LedgerEntry(string Key, string Value, long Version)
{
    /// <summary>The name of the thing.</summary>
    /// <value>1 to 300 characters.</value>
    public string Key { get; init => field = LedgerLimits.CheckKey(value); } = LedgerLimits.CheckKey(Key);

    /// <summary>What is known of the thing, in a form that its writer reads again.</summary>
    /// <value>At most 32 KiB of UTF-8.</value>
    public string Value { get; init => field = LedgerLimits.CheckValue(value); } = LedgerLimits.CheckValue(Value);

    /// <summary>How often the entry has been written.</summary>
    /// <value>0: the entry is not there yet.</value>
    public long Version { get; init => field = LedgerLimits.CheckVersion(value); } = LedgerLimits.CheckVersion(Version);

    /// <summary>The person the entry names, when it names one, so that a store can erase the person and keep the facts.</summary>
    /// <value>Default: <see langword="null"/>; the entry names nobody.</value>
    public string? PersonId { get; init => field = LedgerLimits.CheckPerson(value); }

    /// <summary>Names the entry, without what is personal in it.</summary>
    /// <returns>The key and the version.</returns>
    public override string ToString() => $"{Key} (version {Version})";
}
