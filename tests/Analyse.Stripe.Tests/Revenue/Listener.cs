using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>The library with its ledger in memory and without a web server: what it captures is kept as a store would keep it.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Listener(ServiceProvider services) => _services = services;

    public static Listener Start()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Some.Now));
        services.AddAnalyse(static options => options.PublicKey = "pk_test_0123456789")
            .AddStripe(static options => options.SigningSecrets.Add(Some.Secret));
        return new(services.BuildServiceProvider());
    }

    /// <summary>Captures webhooks one after the other.</summary>
    /// <returns>The events, each fact once.</returns>
    public async Task<IReadOnlyList<AnalyseEvent>> HearAsync(IEnumerable<string> webhooks)
    {
        var captured = new Captured();
        await using var scope = _services.CreateAsyncScope();
        var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();
        foreach (var webhook in webhooks)
        {
            var result = await stripe.CaptureVerifiedAsync(webhook.Utf8(), captured.Capture);
            if (result.Outcome is not (StripeWebhookOutcome.Captured or StripeWebhookOutcome.Ignored))
            {
                throw new InvalidOperationException($"The outcome was {result.Outcome} for {webhook}");
            }
        }

        return captured.Events;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Captured
    {
        private readonly HashSet<(string Name, string Key)> _facts = [];
        private readonly List<AnalyseEvent> _events = [];

        public IReadOnlyList<AnalyseEvent> Events => _events;

        public CaptureResult Capture(AnalyseEvent analyseEvent)
        {
            if (analyseEvent is { PersonId: null, AnonymousId: null })
            {
                return CaptureResult.NoIdentity;
            }

            if (!_facts.Add((analyseEvent.Name, analyseEvent.IdempotencyKey!)))
            {
                return CaptureResult.Duplicate;
            }

            _events.Add(analyseEvent);
            return CaptureResult.Accepted;
        }
    }
}
