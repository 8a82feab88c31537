namespace Analyse.EntityFrameworkCore;

/// <summary>Where the outbox keeps its rows; see <c>ModelBuilder.AddAnalyseOutbox</c>.</summary>
public sealed class AnalyseOutboxTables
{
    /// <summary>The schema of the tables.</summary>
    /// <value>Default: <see langword="null"/>, the schema of the model.</value>
    public string? Schema { get; set; }

    /// <summary>The table of the events that wait.</summary>
    /// <value>Default: <c>analyse_outbox</c>.</value>
    public string Events { get; set; } = "analyse_outbox";

    /// <summary>The table of the ids that were taken.</summary>
    /// <value>Default: <c>analyse_outbox_keys</c>.</value>
    public string Keys { get; set; } = "analyse_outbox_keys";

    /// <summary>The table of the dead letters.</summary>
    /// <value>Default: <c>analyse_outbox_dead</c>.</value>
    public string DeadLetters { get; set; } = "analyse_outbox_dead";

    /// <summary>The table of the ledger; see <see cref="Extensibility.IAnalyseLedger"/>.</summary>
    /// <value>Default: <c>analyse_outbox_ledger</c>.</value>
    public string Ledger { get; set; } = "analyse_outbox_ledger";
}
