using System.Globalization;
using Analyse.Extensibility;
using Xunit;

namespace Analyse.Tests.Storage;

/// <summary>What every ledger does, wherever it keeps its entries. Compiled into the tests of each store.</summary>
public abstract class LedgerContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_is_read_as_it_was_written_with_the_next_version()
    {
        await using var site = await OpenAsync();
        var value = """{"counted":"12","name":"Zoë 🦊 \u0001"}""";

        Assert.True(await site.Ledger.TryWriteAsync([new("stripe:pi_1", value, 0) { PersonId = "user_1" }], Cancellation));

        Assert.Equal([new("stripe:pi_1", value, 1) { PersonId = "user_1" }], await ReadAsync(site.Ledger, "stripe:pi_1"));
    }

    [Fact]
    public async Task A_later_version_replaces_value_and_person()
    {
        await using var site = await OpenAsync();
        await WriteAsync(site.Ledger, new LedgerEntry("a", "1", 0) { PersonId = "user_1" });
        await WriteAsync(site.Ledger, new LedgerEntry("a", "2", 1) { PersonId = "user_2" });

        await WriteAsync(site.Ledger, new LedgerEntry("a", "", 2));

        Assert.Equal([new("a", "", 3)], await ReadAsync(site.Ledger, "a"));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(3)]
    public async Task An_entry_that_was_written_since_it_was_read_is_not_written(long version)
    {
        await using var site = await OpenAsync();
        await WriteAsync(site.Ledger, new LedgerEntry("a", "1", 0));
        await WriteAsync(site.Ledger, new LedgerEntry("a", "2", 1));

        Assert.False(await site.Ledger.TryWriteAsync([new("a", "stale", version)], Cancellation));

        Assert.Equal([new("a", "2", 2)], await ReadAsync(site.Ledger, "a"));
    }

    [Fact]
    public async Task An_entry_that_is_not_there_has_only_version_0()
    {
        await using var site = await OpenAsync();

        Assert.False(await site.Ledger.TryWriteAsync([new("a", "1", 1)], Cancellation));

        Assert.Equal([null], await ReadAsync(site.Ledger, "a"));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public async Task All_entries_are_written_or_none(int stale)
    {
        await using var site = await OpenAsync();
        await WriteAsync(site.Ledger, new("b", "old", 0), new("c", "old", 0));
        LedgerEntry[] entries = [new("c", "new", 1), new("a", "new", 0), new("b", "new", 1)];
        entries[stale] = entries[stale] with { Version = 7 };

        Assert.False(await site.Ledger.TryWriteAsync(entries, Cancellation));

        Assert.Equal([null, new("b", "old", 1), new("c", "old", 1)], await ReadAsync(site.Ledger, "a", "b", "c"));
    }

    [Fact]
    public async Task Entries_are_read_in_the_order_of_the_keys()
    {
        await using var site = await OpenAsync();
        var keys = Enumerable.Range(0, 500).Select(static i => $"key_{i}").Reverse().ToArray();
        await WriteAsync(site.Ledger, [.. keys.Where(static (_, i) => i % 2 == 0).Select(static key => new LedgerEntry(key, key, 0))]);

        var found = await ReadAsync(site.Ledger, keys);

        Assert.Equal(keys.Select(static (key, i) => i % 2 == 0 ? key : null), found.Select(static entry => entry?.Value));
    }

    [Fact]
    public async Task Nothing_is_read_and_written_without_an_error()
    {
        await using var site = await OpenAsync();

        Assert.True(await site.Ledger.TryWriteAsync([], Cancellation));
        Assert.Empty(await ReadAsync(site.Ledger));
    }

    [Fact]
    public async Task Keys_differ_by_case_and_by_anything_else()
    {
        await using var site = await OpenAsync();
        string[] keys = ["pi_a", "pi_A", "pi_a ", "' OR ''='", "é", "e\u0301", new('k', LedgerLimits.MaxKeyLength)];

        await WriteAsync(site.Ledger, [.. keys.Select(static key => new LedgerEntry(key, key, 0))]);

        Assert.Equal(keys, (await ReadAsync(site.Ledger, keys)).Select(static entry => entry!.Value));
    }

    [Fact]
    public async Task The_longest_key_and_value_are_kept()
    {
        await using var site = await OpenAsync();
        var entry = new LedgerEntry(new string('ß', LedgerLimits.MaxKeyLength), new string('v', LedgerLimits.MaxValueBytes), 0);

        await WriteAsync(site.Ledger, entry);

        Assert.Equal([entry with { Version = 1 }], await ReadAsync(site.Ledger, entry.Key));
    }

    [Fact]
    public async Task Bad_keys_are_an_error_of_the_caller_and_change_nothing()
    {
        await using var site = await OpenAsync();
        var tooLong = new string('k', LedgerLimits.MaxKeyLength + 1);

        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(site.Ledger, "a", " "));
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(site.Ledger, tooLong));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(site.Ledger, "a", "b", "a"));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(site.Ledger, new("a", "1", 0), new("a", "2", 0)));

        Assert.Contains("301 characters", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(tooLong, failure.Message, StringComparison.Ordinal);
        Assert.Equal([null], await ReadAsync(site.Ledger, "a"));
    }

    [Fact]
    public async Task Of_many_writers_of_one_version_exactly_one_wins()
    {
        await using var site = await OpenAsync();
        await using var other = await site.OpenAnotherAsync();
        for (var round = 0; round < 5; round++)
        {
            // Both want "shared", and each has one more that a half-done write would leave behind.
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
                await (writer % 2 == 0 ? site : other).Ledger.TryWriteAsync(
                    writer % 4 < 2
                        ? [new($"own_{round}_{writer}", "", 0), new("shared", $"{writer}", round)]
                        : [new("shared", $"{writer}", round), new($"own_{round}_{writer}", "", 0)],
                    Cancellation))));

            var winner = Assert.Single(Enumerable.Range(0, 8), writer => results[writer]);
            var found = await ReadAsync(other.Ledger, ["shared", .. Enumerable.Range(0, 8).Select(writer => $"own_{round}_{writer}")]);
            Assert.Equal(new LedgerEntry("shared", $"{winner}", round + 1), found[0]);
            Assert.Equal([$"own_{round}_{winner}"], found.Skip(1).OfType<LedgerEntry>().Select(static entry => entry.Key));
        }
    }

    [Fact]
    public async Task Whoever_reads_again_after_a_lost_race_loses_no_change()
    {
        await using var site = await OpenAsync();
        await using var other = await site.OpenAnotherAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var change = 0; change < 5; change++)
            {
                await IncrementAsync((writer % 2 == 0 ? site : other).Ledger, "a", "b");
            }
        })));

        Assert.Equal([new("a", "30", 30), new("b", "30", 30)], await ReadAsync(other.Ledger, "a", "b"));
    }

    [Fact]
    public async Task Many_keys_are_read_as_they_were_at_one_moment()
    {
        await using var site = await OpenAsync();
        await using var other = await site.OpenAnotherAsync();
        string[] keys = [.. Enumerable.Range(0, 20).Select(static i => $"key_{i}")];
        await WriteAsync(site.Ledger, [.. keys.Select(static key => new LedgerEntry(key, "0", 0))]);

        var writing = WriteVersionsAsync();
        do
        {
            var found = await ReadAsync(other.Ledger, keys);
            Assert.Single(found.Select(static entry => entry!.Version).Distinct());
        }
        while (!writing.IsCompleted);
        await writing;

        async Task WriteVersionsAsync()
        {
            await Task.Yield();
            for (var version = 1; version < 30; version++)
            {
                await WriteAsync(site.Ledger, [.. keys.Select(key => new LedgerEntry(key, $"{version}", version))]);
            }
        }
    }

    [Fact]
    public async Task What_was_written_by_one_instance_is_read_by_another()
    {
        await using var site = await OpenAsync();
        await using var other = await site.OpenAnotherAsync();

        await WriteAsync(site.Ledger, new LedgerEntry("a", "1", 0));
        await WriteAsync(other.Ledger, new LedgerEntry("a", "2", 1));

        Assert.Equal([new("a", "2", 2)], await ReadAsync(site.Ledger, "a"));
    }

    [Fact]
    public async Task An_entry_is_kept_for_400_days_after_it_was_last_written()
    {
        await using var site = await OpenAsync();
        await WriteAsync(site.Ledger, new("once", "1", 0), new("again", "1", 0));
        await site.PassDaysAsync(200);
        await WriteAsync(site.Ledger, new LedgerEntry("again", "2", 1));

        await site.PassDaysAsync(199);
        Assert.DoesNotContain(null, await ReadAsync(site.Ledger, "once", "again"));

        await site.PassDaysAsync(3);
        Assert.Equal([null, new("again", "2", 2)], await ReadAsync(site.Ledger, "once", "again"));
    }

    [Fact]
    public async Task F87_A_clock_that_is_set_forward_or_back_forgets_nothing()
    {
        await using var site = await OpenAsync();
        await WriteAsync(site.Ledger, new LedgerEntry("a", "1", 0));

        foreach (var days in (double[])[8, 40, 401, 3_650, -3_650, -1, 401, 0.5])
        {
            await site.SetClockAsync(TimeSpan.FromDays(days));
            Assert.Equal([new("a", "1", 1)], await ReadAsync(site.Ledger, "a"));
        }
    }

    [Fact]
    public async Task Durable_is_what_a_restart_does_not_change()
    {
        await using var site = await OpenAsync();
        await WriteAsync(site.Ledger, new LedgerEntry("a", "1", 0) { PersonId = "user_1" });

        await site.RestartAsync();

        var found = await ReadAsync(site.Ledger, "a");
        Assert.Equal(site.Ledger.IsDurable ? [new("a", "1", 1) { PersonId = "user_1" }] : [null], found);
    }

    /// <summary>Opens a ledger that no other test has.</summary>
    protected abstract Task<ILedgerSite> OpenAsync();

    protected static async Task WriteAsync(IAnalyseLedger ledger, params LedgerEntry[] entries) =>
        Assert.True(await ledger.TryWriteAsync(entries, Cancellation));

    protected static async Task<IReadOnlyList<LedgerEntry?>> ReadAsync(IAnalyseLedger ledger, params string[] keys) =>
        await ledger.ReadAsync(keys, Cancellation);

    private static async Task IncrementAsync(IAnalyseLedger ledger, params string[] keys)
    {
        bool isWritten;
        do
        {
            var found = await ledger.ReadAsync(keys, Cancellation);
            isWritten = await ledger.TryWriteAsync(
                [.. keys.Select((key, i) => new LedgerEntry(key, $"{int.Parse(found[i]?.Value ?? "0", CultureInfo.InvariantCulture) + 1}", found[i]?.Version ?? 0))],
                Cancellation);
        }
        while (!isWritten);
    }
}
