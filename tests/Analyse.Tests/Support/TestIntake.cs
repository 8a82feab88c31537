using System.Text;
using System.Text.Json;
using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Tracking;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Analyse.Tests.Support;

/// <summary>The intake in front of a store that remembers what it was given.</summary>
internal sealed class TestIntake : IEventWriter
{
    private readonly EventIntake _intake;
    private readonly List<(EncodedFacts Facts, JsonElement Json)> _taken = [];

    public TestIntake(AnalyseOptions? options = null, IEventEnricher[]? enrichers = null, ICaptureObserver[]? observers = null)
    {
        options ??= new AnalyseOptions();
        observers ??= [];
        Refusals = new Refusals(Time, Log);
        _intake = new EventIntake(
            new FixedSettings(new AnalyseSettings(options, new KeyAndOrigin("pk_test_1234567890", "code"), options.Enabled)),
            new Enrichment(enrichers ?? [], observers.Length > 0, Log),
            observers,
            Refusals,
            Time,
            Log);
    }

    public FakeTimeProvider Time { get; } = new(Encoded.Moment);

    public FakeLogger Log { get; } = new();

    public Refusals Refusals { get; }

    /// <summary>What the store says to everything.</summary>
    public CaptureResult Answer { get; set; } = CaptureResult.Accepted;

    /// <summary>What the store does instead of answering with <see cref="Answer"/>.</summary>
    public Func<CaptureResult>? Answers { get; set; }

    /// <summary>Keeps the answer of an awaited append back.</summary>
    public Task Commit { get; set; } = Task.CompletedTask;

    public JsonElement Last => _taken[^1].Json;

    public EncodedFacts LastFacts => _taken[^1].Facts;

    public int Count => _taken.Count;

    public CaptureResult Capture(AnalyseEvent analyseEvent, IAnalyseContext? context = null) => _intake.Capture(analyseEvent, context, this);

    public ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, IAnalyseContext? context = null) =>
        _intake.CaptureAsync(analyseEvent, context, this, CancellationToken.None);

    /// <summary>A field of the last event as text.</summary>
    public string? Field(string name) => Last.TryGetProperty(name, out var value) ? value.GetString() : null;

    public CaptureResult Append(in EncodedEvent encoded)
    {
        var answer = Answers?.Invoke() ?? Answer;
        _taken.Add((
            new EncodedFacts(encoded.Id, encoded.Name, encoded.IsMoney, encoded.HasKey, encoded.CapturedAt),
            JsonDocument.Parse(Encoding.UTF8.GetString(encoded.Json)).RootElement));
        return answer;
    }

    public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken)
    {
        var result = Append(encoded);
        return Commit.IsCompleted ? new(result) : AfterCommitAsync(result);
    }

    public void Close()
    {
    }

    private async ValueTask<CaptureResult> AfterCommitAsync(CaptureResult result)
    {
        await Commit;
        return result;
    }

    internal readonly record struct EncodedFacts(Guid Id, string Name, bool IsMoney, bool HasKey, DateTimeOffset CapturedAt);
}
