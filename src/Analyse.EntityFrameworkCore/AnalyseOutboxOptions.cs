namespace Analyse.EntityFrameworkCore;

/// <summary>How rows of the outbox are taken from the database.</summary>
public sealed class AnalyseOutboxOptions
{
    /// <summary>
    /// How long a batch belongs to the instance that claimed it. When that instance dies, the others deliver the batch after
    /// this time. It must be longer than the delivery of a batch takes, or the batch is sent twice.
    /// </summary>
    /// <value>Default: 60 seconds; at least one second.</value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait before looking for rows of other instances and of foreign transactions.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What that wait grows to while there is nothing to deliver. Also how long an earlier row that was committed late waits
    /// at most while a backlog is delivered.
    /// </summary>
    /// <value>Default: 5 seconds.</value>
    public TimeSpan IdlePollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time limit of each of the outbox's own statements.</summary>
    /// <value>Default: 10 seconds; whole seconds.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
