using Analyse.Extensibility;

namespace Analyse.Tests.Storage;

/// <summary>An instance with a ledger, and what can happen around it.</summary>
public interface ILedgerSite : IAsyncDisposable
{
    IAnalyseLedger Ledger { get; }

    /// <summary>Another instance over the same store; where entries are in memory, the same one.</summary>
    Task<ILedgerSite> OpenAnotherAsync();

    /// <summary>Lets days pass, as a running application lives through them.</summary>
    Task PassDaysAsync(int days);

    /// <summary>Sets the wall clock; no time passes. Returns when the store has looked at it.</summary>
    Task SetClockAsync(TimeSpan change);

    /// <summary>Ends the instance and starts it again.</summary>
    Task RestartAsync();
}
