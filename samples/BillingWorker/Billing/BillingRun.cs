using Analyse;
using Analyse.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BillingWorker.Billing;

/// <summary>Writes the invoices that are due. The invoice and its event are rows of one transaction: both are there, or neither is.</summary>
public sealed class BillingRun(
    BillingContext billing, IAnalyseOutbox<BillingContext> analyse, TimeProvider time, ILogger<BillingRun> logger)
{
    // A month of this sample.
    private const int PeriodInSeconds = 10;

    public async Task BillOneAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var due = await billing.Subscriptions
            .Where(subscription => subscription.DueAt <= now)
            .OrderBy(subscription => subscription.DueAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (due is null)
        {
            return;
        }

        due.Period++;
        due.DueAt = now + PeriodInSeconds;
        var invoice = new Invoice { Number = $"{due.Id}-{due.Period}", SubscriptionId = due.Id, Amount = due.Price };
        billing.Invoices.Add(invoice);
        analyse.Capture(new CheckoutFinished(Analyse.Billing.Monthly, Amount.Minor(invoice.Amount, "USD"))
        {
            PersonId = due.CustomerId,
            Plan = due.Plan,
            OrderId = invoice.Number,
            IdempotencyKey = invoice.Number,
        });

        try
        {
            await billing.SaveChangesAsync(cancellationToken);
            logger.LogInformation("Invoice {Number} was written", invoice.Number);
        }
        catch (DbUpdateException)
        {
            // Neither the invoice nor its event is there; the next run looks again at what is due.
            logger.LogInformation("Invoice {Number} was not written: another instance came first, or the database failed", invoice.Number);
        }
    }
}
