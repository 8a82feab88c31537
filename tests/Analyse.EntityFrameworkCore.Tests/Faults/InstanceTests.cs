using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.EntityFrameworkCore.TestShop.Servers;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Faults;

/// <summary>Many processes on one table.</summary>
[Collection(nameof(InstanceTests))]
public sealed class InstanceTests
{
    private const int Batch = 100;

    [Fact]
    public async Task F66_Four_instances_share_the_rows_and_send_each_of_them_once()
    {
        const int Rows = 20_000;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var sink = await Sink.StartAsync();
        sink.Delay = TimeSpan.FromMilliseconds(5);
        await database.FillAsync(Rows);
        var instances = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Instance.PrepareAsync(database, sink.HostOf($"instance-{i}"))));

        await Task.WhenAll(instances.Select(static instance => instance.BeginAsync()));
        await Eventually.IsSoAsync(() => sink.Received.Count >= Rows, seconds: 180);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        Assert.Equal(Rows, sink.Received.Count);
        Assert.Equal(Rows, sink.Received.Select(static received => received.Id).Distinct().Count());
        var shares = sink.Received.CountBy(static received => received.Sender).ToDictionary();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", shares));
        Assert.All(shares.Values, static share => Assert.InRange(share, Rows * 15 / 100, Rows * 35 / 100));
        Assert.Equal(4, shares.Count);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task F67_The_rows_of_an_instance_that_is_killed_with_a_lease_are_sent_by_another(DatabaseKind kind)
    {
        const int Rows = 1_000;
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var sink = await Sink.StartAsync();
        await database.FillAsync(Rows);
        await using var killed = await Instance.PrepareAsync(database, sink.HostOf("killed"), leaseSeconds: 5);
        await using var other = await Instance.PrepareAsync(database, sink.HostOf("other"), leaseSeconds: 5);

        var hangs = sink.HangAsync("killed");
        await killed.BeginAsync();
        await hangs.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        killed.Kill();
        await other.BeginAsync();
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.Equal(Rows, sink.Received.Select(static received => received.Id).Distinct().Count());
        Assert.Equal(Rows + Batch, sink.Received.Count);
    }

    [Fact]
    public async Task F67_The_rows_of_one_of_four_instances_that_is_killed_with_a_lease_are_sent_by_the_other_three()
    {
        const int Rows = 5_000;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var sink = await Sink.StartAsync();
        sink.Delay = TimeSpan.FromMilliseconds(5);
        await database.FillAsync(Rows);
        string[] others = ["other-1", "other-2", "other-3"];
        await using var killed = await Instance.PrepareAsync(database, sink.HostOf("killed"), leaseSeconds: 5);
        var survivors = await Task.WhenAll(others.Select(name => Instance.PrepareAsync(database, sink.HostOf(name), leaseSeconds: 5)));

        var hangs = sink.HangAsync("killed");
        await killed.BeginAsync();
        await Task.WhenAll(survivors.Select(static instance => instance.BeginAsync()));
        await hangs.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        killed.Kill();
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
        foreach (var survivor in survivors)
        {
            await survivor.DisposeAsync();
        }

        // What the killed one had sent without hearing of it came twice, and nothing else did.
        Assert.Equal(Rows, sink.Received.Select(static received => received.Id).Distinct().Count());
        Assert.Equal(Batch, sink.Received.Count(static received => received.Sender == "killed"));
        Assert.Equal(Rows + Batch, sink.Received.Count);
        Assert.Superset(others.ToHashSet(), sink.Received.Select(static received => received.Sender).ToHashSet());
    }
}
