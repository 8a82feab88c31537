using System.Collections.Concurrent;
using System.Text;
using Analyse.Storage;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class MemoryStoreConcurrencyTests
{
    private const int Threads = 4;
    private const int EventsOfEach = 2_000;

    [Fact]
    public async Task The_books_balance_while_many_append_and_one_claims_completes_and_stops()
    {
        var store = MemoryStoreExtensions.Large();
        var accepted = new ConcurrentBag<string>();
        var delivered = new List<string>();
        var appending = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < EventsOfEach; i++)
            {
                var name = $"{thread}:{i}";
                if (store.Append(name) is CaptureResult.Accepted)
                {
                    accepted.Add(name);
                }
            }
        })));

        var chance = new Random(1);
        while (delivered.Count < Threads * EventsOfEach / 2)
        {
            store.Counts.AssertBalanced();
            if (store.Claim(maxCount: 50) is { } batch)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    if (chance.Next(3) > 0)
                    {
                        Assert.Equal(MemoryStoreExtensions.Json(batch.Entries[i].Name), Encoding.UTF8.GetString(batch.Entries[i].Json.Span));
                        batch.Outcomes[i] = EventOutcome.Delivered;
                        delivered.Add(batch.Entries[i].Name);
                    }
                }

                store.Complete(batch);
            }
        }

        store.Close();
        store.Abandon();
        await appending;

        var counts = store.Counts;
        counts.AssertBalanced();
        Assert.Equal(accepted.Count, counts.Accepted);
        Assert.Equal(delivered.Count, counts.Delivered);
        Assert.Equal(0, counts.Waiting);
        Assert.Equal(delivered.Count, delivered.Distinct().Count());
        Assert.Subset(accepted.ToHashSet(), delivered.ToHashSet());
    }

    [Fact]
    public async Task Of_many_who_append_one_key_one_is_accepted()
    {
        var store = MemoryStoreExtensions.Large();

        var results = await Task.WhenAll(
            Enumerable.Range(0, Threads).Select(_ => Task.Run(() => store.Append("paid", isMoney: true, key: "order_1"))));

        Assert.Single(results, CaptureResult.Accepted);
        Assert.Equal(Threads - 1, store.Counts.Duplicates);
    }
}
