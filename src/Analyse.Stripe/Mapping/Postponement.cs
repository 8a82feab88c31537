using Analyse.Stripe.Ledger;

namespace Analyse.Stripe.Mapping;

/// <summary>Keeps an event about money that nobody is known for, and makes it when somebody is.</summary>
internal static class Postponement
{
    private const int MaxKept = 20;

    /// <summary>Keeps the event, without a person, unless it is kept already.</summary>
    public static void Postpone(this PaymentRecord record, AnalyseEvent analyseEvent, string fact, DateTimeOffset at)
    {
        if (analyseEvent.IdempotencyKey is not { } key
            || record.Postponed.Count >= MaxKept
            || record.Postponed.Exists(other => other.Name == analyseEvent.Name && other.Key == key))
        {
            return;
        }

        record.Postponed.Add(new Postponed
        {
            Name = analyseEvent.Name,
            Key = key,
            Fact = fact,
            At = at.ToUnixTimeSeconds(),
            Amount = analyseEvent.Amount?.MinorUnits,
            Currency = analyseEvent.Amount?.Currency,
            Billing = (analyseEvent as CheckoutFinished)?.Billing,
            Properties = PostponedEvent.PropertiesOf(analyseEvent),
        });
    }

    /// <summary>The events whose person is known now: for a delivery that comes again, the same again.</summary>
    public static bool HasDue(this PaymentRecord record, string cause) => record.Postponed.Exists(one => record.IsDue(one, cause));

    /// <summary>Makes the events that are due. The payment comes first: what is given back counts as far as it has counted.</summary>
    public static IEnumerable<AnalyseEvent> TakeDue(this PaymentRecord record, string cause, LedgerPage page)
    {
        foreach (var one in record.Postponed.OrderBy(static one => one.Fact is not Revenue.Payment).ToArray())
        {
            if (!record.IsDue(one, cause))
            {
                continue;
            }

            one.Cause = cause;
            var analyseEvent = one.Made();
            Joins.AddTo(analyseEvent, page.Complete(one.Ids()), account: null);
            var plan = record.Plan ?? one.Text("plan");
            var offer = new Offer(OfferReader.BillingOf(record.BillingInterval ?? one.Text("billing_interval")) ?? Billing.Recurring) { Plan = plan };
            var report = Reporter.Report(record, one.Fact, one.Name, one.Key, offer);
            if (analyseEvent is CheckoutFinished finished)
            {
                finished.Plan = report.Plan;
            }
            else
            {
                analyseEvent.Properties.With("plan", report.Plan).With("billing_interval", report.BillingInterval);
            }

            RevenueProperties.AddTo(analyseEvent, report.Amount, record, isOfPayment: true);
            yield return analyseEvent;
        }
    }

    private static bool IsDue(this PaymentRecord record, Postponed one, string cause) => one.Cause is { } known
        ? known == cause
        : one.Fact is Revenue.Payment ? record.ReportedOf(one.Fact) is null
        : record.ReportOf(one.Fact, one.Name, one.Key) is null && !record.IsToldByRefunds(one);

    // Of a charge nothing is left to tell once its refunds are known by themselves.
    private static bool IsToldByRefunds(this PaymentRecord record, Postponed one) =>
        record.Charges.TryGetValue(one.Fact, out var charge) && charge.Told.Values.Sum() <= 0;
}
