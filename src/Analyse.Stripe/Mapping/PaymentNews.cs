using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What one of Stripe's events says about a payment.</summary>
/// <param name="Parts">The ids that name the payment.</param>
/// <param name="Learn">Writes into its record what was told, and returns the events that report it.</param>
internal sealed record PaymentNews(IReadOnlyList<string> Parts, Func<PaymentRecord, IEnumerable<EventDraft>> Learn)
{
    /// <summary>Where only the ledger can say what the event means: reads it there, out of all <see cref="Parts"/>.</summary>
    public Func<LedgerPage, PaymentNews>? Given { get; init; }

    /// <summary>The same, with nothing to report.</summary>
    public PaymentNews Silent() => this with
    {
        Learn = record => [.. Learn(record).Take(0)],
        Given = Given is { } given ? page => given(page).Silent() : null,
    };

    public static string[] PartsOf(params ReadOnlySpan<string?> ids)
    {
        var parts = new List<string>();
        foreach (var id in ids)
        {
            if (ObjectIds.Short(id) is { } part && !parts.Contains(part))
            {
                parts.Add(part);
            }
        }

        return [.. parts];
    }
}
