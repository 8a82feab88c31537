using System.Text;
using Analyse.Events;
using Analyse.Storage;
using Analyse.Storage.Memory;

namespace Analyse.Tests.Support;

internal static class MemoryStoreExtensions
{
    public static readonly TimeProvider Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Encoded.Moment);

    /// <summary>A store without bounds that matter.</summary>
    public static MemoryStore Large() => new(1_000_000, 1L << 30, Clock);

    /// <summary>The bytes of an event of which only the name matters.</summary>
    public static string Json(string name) => $$"""{"event_name":"{{name}}"}""";

    /// <summary>Appends an event of which only the name matters or, when a length is given, only the length.</summary>
    public static CaptureResult Append(
        this MemoryStore store, string name, bool isMoney = false, string? key = null, int? length = null) => store.Append(new EncodedEvent
        {
            Id = key is null ? EventId.NewVersion7(Encoded.Moment) : EventId.FromKey(name, key),
            Name = name,
            IsMoney = isMoney,
            HasKey = key is not null,
            CapturedAt = Encoded.Moment,
            Json = length is { } total ? new byte[total] : Encoding.UTF8.GetBytes(Json(name)),
        });

#pragma warning disable CA2012 // In memory there is nothing to wait for, and a task would spoil what is said of allocations.
    public static EventBatch? Claim(this MemoryStore store, int maxCount = 100, long maxBytes = long.MaxValue) =>
        store.ClaimAsync(maxCount, maxBytes, CancellationToken.None).GetAwaiter().GetResult();

    public static void Complete(this MemoryStore store, EventBatch batch, EventOutcome? every = null)
    {
        if (every is { } outcome)
        {
            batch.Outcomes.Fill(outcome);
        }

        store.CompleteAsync(batch, CancellationToken.None).GetAwaiter().GetResult();
    }
#pragma warning restore CA2012

    /// <summary>The names of a batch, and that the bytes of each event are still its own.</summary>
    public static string[] Names(this EventBatch? batch) =>
        batch is null ? [] : [.. batch.Entries.ToArray().Select(entry => Encoding.UTF8.GetString(entry.Json.Span) == Json(entry.Name) ? entry.Name : "?")];

    public static void AssertBalanced(this StoreCounts counts) =>
        Xunit.Assert.Equal(counts.Accepted, counts.Delivered + counts.Waiting + counts.DeadLettered + counts.Lost);
}
