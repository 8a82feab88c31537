using System.Collections.Concurrent;
using Stripe.Checkout;

namespace Storefront.SimulatedStripe;

/// <summary>All sessions, as Stripe's own database would have them.</summary>
internal sealed class SimulatedSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SimulatedSession> _sessions = new(StringComparer.Ordinal);

    public SimulatedSession Create(SessionCreateOptions options)
    {
        var session = new SimulatedSession(options, clock.GetUtcNow());
        _sessions[session.Id] = session;
        return session;
    }

    public SimulatedSession? Find(string id) => _sessions.GetValueOrDefault(id);
}
