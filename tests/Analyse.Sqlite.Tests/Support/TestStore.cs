using System.Text;
using Analyse.Events;
using Analyse.Sqlite.Files;
using Analyse.Sqlite.Storage;
using Analyse.Storage;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Sqlite.Tests.Support;

/// <summary>A store on a real file, on a clock that stands still.</summary>
internal sealed class TestStore : IDisposable
{
    public TestStore(TempFolder folder, TestStoreSettings? settings = null)
    {
        settings ??= new TestStoreSettings();
        Path = folder.File(settings.FileName);
        Time = settings.Time ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        Store = SqliteStore.Open(
            new StoreFiles(Path, settings.MaxPages),
            new StoreBounds(settings.MaxFileBytes, settings.MaxDeadLetterBytes, settings.MaxPendingEvents, settings.MaxPendingBytes, settings.FallBackToMemory),
            isOn: true,
            Time,
            Log);
    }

    public string Path { get; }

    public FakeTimeProvider Time { get; }

    public FakeLogger Log { get; } = new();

    public SqliteStore Store { get; }

    public StoreCounts Counts => Store.Counts;

    public static Guid KeyId(string key) => EventId.FromKey("order_paid", key);

    public CaptureResult Append(string name = "invoice_paid", string? key = null, bool isMoney = false, int length = 0) =>
        Store.Append(Encode(name, key, isMoney, length));

    public Task<CaptureResult> AppendAsync(string name = "invoice_paid", string? key = null, bool isMoney = false, int length = 0) =>
        Store.AppendAsync(Encode(name, key, isMoney, length), TestContext.Current.CancellationToken).AsTask();

    /// <summary>Waits until the thread has done everything that was asked of it so far.</summary>
    public async Task SettledAsync() => await Store.ListDeadAsync(1, TestContext.Current.CancellationToken);

    /// <summary>Lets time pass in steps that the thread's timer sees.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        Time.Advance(span);
        await SettledAsync();
        await SettledAsync();
    }

    public async Task<EventBatch> ClaimAsync(int maxCount = 100, long maxBytes = 1_000_000)
    {
        var batch = await Store.ClaimAsync(maxCount, maxBytes, TestContext.Current.CancellationToken);
        Assert.NotNull(batch);
        return batch;
    }

    public async Task<EventBatch?> TryClaimAsync() => await Store.ClaimAsync(100, 1_000_000, TestContext.Current.CancellationToken);

    public async Task CompleteAsync(EventBatch batch, EventOutcome outcome)
    {
        batch.Outcomes.Fill(outcome);
        await Store.CompleteAsync(batch, TestContext.Current.CancellationToken);
    }

    /// <summary>Delivers everything that waits and says which events those were.</summary>
    public async Task<List<string>> DeliverAllAsync()
    {
        var names = new List<string>();
        while (await TryClaimAsync() is { } batch)
        {
            foreach (var entry in batch.Entries)
            {
                names.Add(entry.Name);
            }

            await CompleteAsync(batch, EventOutcome.Delivered);
        }

        return names;
    }

    /// <summary>Accepted = delivered + waiting + dead-lettered + lost, and what waits is what the file and the queue hold.</summary>
    public void AssertBooksBalance()
    {
        var counts = Counts;
        Assert.Equal(counts.Accepted, counts.Delivered + counts.Waiting + counts.DeadLettered + counts.Lost);
    }

    public void Dispose() => Store.Dispose();

    private EncodedEvent Encode(string name, string? key, bool isMoney, int length) => new()
    {
        Id = key is null ? Guid.CreateVersion7() : KeyId(key),
        Name = name,
        IsMoney = isMoney,
        HasKey = key is not null,
        CapturedAt = Time.GetUtcNow(),
        Json = Encoding.UTF8.GetBytes($$"""{"event_name":"{{name}}","text":"{{new string('x', length)}}"}"""),
    };
}
