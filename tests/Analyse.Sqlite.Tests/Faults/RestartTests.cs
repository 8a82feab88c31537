using System.Diagnostics;
using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Xunit;

namespace Analyse.Sqlite.Tests.Faults;

public sealed class RestartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F54_A_file_with_100000_events_opens_at_once()
    {
        new TestStore(_folder).Dispose();
        using (var file = new FileReader(_folder.File()))
        {
            file.Execute(
                """
                INSERT INTO event (id, name, captured_at, json)
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 100000)
                SELECT randomblob(16), 'counted', 1780000000000, '{"event_name":"counted","text":"' || hex(zeroblob(150)) || '"}' FROM number;
                UPDATE books SET accepted = 100000, bytes = (SELECT sum(length(json)) FROM event);
                """);
        }

        var start = Stopwatch.GetTimestamp();
        using var test = new TestStore(_folder);

        // The promise is 100 ms; a busy machine gets twenty times that.
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(100_000, test.Counts.Waiting);
        Assert.Equal(100, (await test.ClaimAsync()).Count);
    }

    [Fact]
    public async Task F78_An_event_keeps_its_id_its_bytes_and_its_time_over_attempts_and_restarts()
    {
        List<(Guid, string, DateTimeOffset)> first;
        using (var test = new TestStore(_folder))
        {
            for (var i = 0; i < 5; i++)
            {
                await test.AppendAsync($"e{i}", key: i % 2 == 0 ? $"order {i}" : null);
            }

            var batch = await test.ClaimAsync();
            first = Describe(batch);
            await test.CompleteAsync(batch, EventOutcome.Again);
            var again = await test.ClaimAsync();
            Assert.Equal(first, Describe(again));
        }

        using var next = new TestStore(_folder);
        // In two parts, as after a split.
        var parts = Describe(await next.ClaimAsync(maxCount: 2));
        parts.AddRange(Describe(await next.ClaimAsync()));
        Assert.Equal(first, parts);
    }

    private static List<(Guid Id, string Json, DateTimeOffset CapturedAt)> Describe(EventBatch batch)
    {
        var described = new List<(Guid, string, DateTimeOffset)>();
        foreach (var entry in batch.Entries)
        {
            described.Add((entry.Id, System.Text.Encoding.UTF8.GetString(entry.Json.Span), entry.CapturedAt));
        }

        return described;
    }
}
