using Analyse.Extensibility;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class MemoryLedgerTests : LedgerContract
{
    [Fact]
    public async Task Beyond_the_most_entries_those_written_longest_ago_are_forgotten()
    {
        var ledger = new MemoryLedger(new SteppingClock(), maxEntries: 3);
        await WriteAsync(ledger, new LedgerEntry("a", "1", 0));
        await WriteAsync(ledger, new("b", "1", 0), new("c", "1", 0));
        await WriteAsync(ledger, new LedgerEntry("a", "2", 1));

        await WriteAsync(ledger, new LedgerEntry("d", "1", 0));

        Assert.Equal([new("a", "2", 2), null, new("c", "1", 1), new("d", "1", 1)], await ReadAsync(ledger, "a", "b", "c", "d"));
    }

    [Fact]
    public async Task Large_entries_are_bounded_by_what_they_take()
    {
        var ledger = new MemoryLedger(new SteppingClock(), maxCharacters: 100);
        await WriteAsync(ledger, new LedgerEntry("a", new string('v', 40), 0));
        await WriteAsync(ledger, new LedgerEntry("b", new string('v', 40), 0));

        // Grows in place: what it took before counts no longer.
        await WriteAsync(ledger, new LedgerEntry("b", new string('v', 55), 1));
        Assert.DoesNotContain(null, await ReadAsync(ledger, "a", "b"));

        await WriteAsync(ledger, new LedgerEntry("b", new string('v', 80), 2));
        Assert.Equal([null, 3], (await ReadAsync(ledger, "a", "b")).Select(static entry => entry?.Version));
    }

    [Fact]
    public async Task It_is_what_an_application_without_a_durable_store_gets()
    {
        await using var services = new ServiceCollection().AddAnalyseClient().Services.BuildServiceProvider();

        var ledger = services.GetRequiredService<IAnalyseLedger>();

        Assert.False(ledger.IsDurable);
        Assert.Same(ledger, services.GetRequiredService<IAnalyseLedger>());
    }

    protected override Task<ILedgerSite> OpenAsync() => Task.FromResult<ILedgerSite>(new Site());

    private sealed class Site : ILedgerSite
    {
        private readonly SteppingClock _time = new();
        private MemoryLedger _ledger;

        public Site() => _ledger = new MemoryLedger(_time);

        public IAnalyseLedger Ledger => _ledger;

        public Task<ILedgerSite> OpenAnotherAsync() => Task.FromResult<ILedgerSite>(this);

        public Task PassDaysAsync(int days)
        {
            _time.Advance(TimeSpan.FromDays(days));
            return Task.CompletedTask;
        }

        public Task SetClockAsync(TimeSpan change)
        {
            _time.Step(change);
            return Task.CompletedTask;
        }

        public Task RestartAsync()
        {
            _ledger = new MemoryLedger(_time);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
