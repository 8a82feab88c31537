namespace Analyse.Extensibility;

/// <summary>Names the ledger of a scope, for packages that keep one in a database of the application.</summary>
public static class LedgerScope
{
    /// <summary>
    /// The key under which such a package registers a scoped <see cref="IAnalyseLedger"/> that takes part in the transaction which
    /// the application has open in the scope, and is the application's ledger when there is none.
    /// </summary>
    /// <value><c>analyse:scope</c>.</value>
    public const string Key = "analyse:scope";
}
