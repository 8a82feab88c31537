using System.Net;
using Analyse.Configuration;
using Analyse.Delivery;
using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Transport;
using Microsoft.Extensions.Logging.Testing;

namespace Analyse.Tests.Support;

/// <summary>A batch sender alone, with a gate, a fake clock and a fake service, and batches to give it.</summary>
internal sealed class SenderRig : IDisposable
{
    private readonly AnalyseMetrics _metrics = new(null);
    private readonly BatchSender _sender;
    private readonly AnalyseSettings _settings = new(
        new AnalyseOptions(), new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true);

    public SenderRig()
    {
        Gate = new DestinationGate(Time, () => 1, new SteadyLoad(Time));
        _sender = new BatchSender(new Attempt(Service, Time, _metrics), Gate, Time, _metrics, Log);
    }

    public FakeTransport Service { get; } = new();

    public ObservedClock Time { get; } = new();

    public FakeLogger Log { get; } = new();

    public DestinationGate Gate { get; }

    /// <summary>A batch of events named <c>e0</c>, <c>e1</c>, … of about that many bytes each.</summary>
    public EventBatch Batch(int count, int bytes = 0, TimeSpan age = default)
    {
        var batch = new EventBatch(count);
        for (var i = 0; i < count; i++)
        {
            var json = $$"""{"event_name":"e{{i}}","x":"{{new string('x', bytes)}}"}""";
            batch.Add(new BatchEntry(Guid.CreateVersion7(), Time.GetUtcNow(), System.Text.Encoding.UTF8.GetBytes(json)) { Age = age });
        }

        return batch;
    }

    public void Dispose() => _metrics.Dispose();

    public Task<SendReport> SendAsync(EventBatch batch) =>
        _sender.SendAsync(batch, _settings, Xunit.TestContext.Current.CancellationToken).AsTask();

    /// <summary>The service answers so whenever a request holds one of these events.</summary>
    public void Refuse(HttpStatusCode status, params string[] names) => Service.Otherwise = request =>
        TransportAnswer.Of(request.EventNames.Intersect(names).Any() ? status : HttpStatusCode.OK);

    public static string[] Dead(EventBatch batch) => [.. Entries(batch, EventOutcomeKind.Dead)];

    public static string[] Delivered(EventBatch batch) => [.. Entries(batch, EventOutcomeKind.Delivered)];

    public static string[] Kept(EventBatch batch) => [.. Entries(batch, EventOutcomeKind.Again)];

    public static string[] Held(EventBatch batch) => [.. Entries(batch, EventOutcomeKind.Held)];

    private static IEnumerable<string> Entries(EventBatch batch, EventOutcomeKind kind)
    {
        var entries = batch.Entries.ToArray();
        var outcomes = batch.Outcomes.ToArray();
        return entries.Where((_, i) => outcomes[i].Kind == kind).Select(entry => entry.Name);
    }
}
