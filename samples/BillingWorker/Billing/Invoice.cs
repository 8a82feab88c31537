using System.ComponentModel.DataAnnotations;

namespace BillingWorker.Billing;

public sealed class Invoice
{
    [Key]
    public required string Number { get; init; }

    public required int SubscriptionId { get; init; }

    /// <summary>In cents of a dollar.</summary>
    public required int Amount { get; init; }
}
