using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Analyse.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>The library with its ledger in memory, and without a web server.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly AnalyseRecorder _recorder = new();
    private readonly AnalyseClient _client;
    private readonly ServiceProvider _services;

    private Listener()
    {
        _client = _recorder.CreateClient();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Some.Now));
        services.AddAnalyse(static options => options.PublicKey = "pk_test_0123456789").AddStripe(static options =>
        {
            options.SigningSecrets.Add(Some.Secret);
            options.Mode = StripeMode.Both;
        });
        _services = services.BuildServiceProvider();
    }

    public static Listener Start() => new();

    /// <summary>Captures webhooks one after the other.</summary>
    /// <returns>The events, each fact once.</returns>
    public async Task<IReadOnlyList<RecordedEvent>> HearAsync(IEnumerable<string> webhooks)
    {
        _recorder.Clear();
        await using var scope = _services.CreateAsyncScope();
        var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();
        foreach (var webhook in webhooks)
        {
            var result = await stripe.CaptureVerifiedAsync(webhook.Utf8(), _client.Capture);
            if (result.StatusCode != 200)
            {
                throw new InvalidOperationException($"The outcome was {result.Outcome} for {webhook}");
            }
        }

        await _client.FlushAsync();
        return _recorder.Events;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _services.DisposeAsync();
    }
}
