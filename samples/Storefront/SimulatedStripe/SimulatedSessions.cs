using System.Collections.Concurrent;
using Stripe.Checkout;

namespace Storefront.SimulatedStripe;

/// <summary>All sessions and payments, as Stripe's own database would have them.</summary>
internal sealed class SimulatedSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SimulatedSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedPayment> _payments = new(StringComparer.Ordinal);

    public IEnumerable<SimulatedPayment> Payments => _payments.Values.OrderByDescending(static payment => payment.Created);

    public SimulatedSession Create(SessionCreateOptions options)
    {
        var session = new SimulatedSession(options, clock.GetUtcNow());
        _sessions[session.Id] = session;
        return session;
    }

    public SimulatedSession? Find(string id) => _sessions.GetValueOrDefault(id);

    public SimulatedSession? FindByPrice(string priceId) => _sessions.Values.FirstOrDefault(session => session.PriceId == priceId);

    public SimulatedPayment? FindPayment(string id) => _payments.GetValueOrDefault(id);

    /// <summary>Pays an open session; <see langword="null"/> when it is not open any more.</summary>
    public SimulatedPayment? Pay(SimulatedSession session)
    {
        if (!session.TryPay())
        {
            return null;
        }

        return _payments[session.IntentId] = new SimulatedPayment(session, clock.GetUtcNow());
    }
}
