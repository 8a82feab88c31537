using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace BillingWorker.Billing;

public sealed class Subscription
{
    [DatabaseGenerated(DatabaseGeneratedOption.None)]
    public int Id { get; init; }

    public required string CustomerId { get; init; }

    public required string Plan { get; init; }

    /// <summary>In cents of a dollar.</summary>
    public required int Price { get; init; }

    /// <summary>Counts the invoices. Of two instances that bill at once, the second finds it changed and gives way.</summary>
    [ConcurrencyCheck]
    public int Period { get; set; }

    /// <summary>When the next invoice is due, in seconds since 1970.</summary>
    public long DueAt { get; set; }
}
