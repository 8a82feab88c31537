namespace Analyse.Configuration;

/// <summary>A key, and the setting it came from.</summary>
internal readonly record struct KeyAndOrigin(string Key, string? Origin)
{
    /// <summary>No key: nothing is sent.</summary>
    public static KeyAndOrigin None { get; } = new("", null);

    /// <summary>For a destination that needs no key.</summary>
    public static KeyAndOrigin Local { get; } = new("pk_local", null);

    /// <summary>Where the key came from, and nothing of the key: a record would print it.</summary>
    public override string ToString() => Origin ?? "";
}
