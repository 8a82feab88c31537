using System.Net;
using System.Text;
using Analyse.Configuration;
using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Analyse.Sqlite.Tests.Faults;

/// <summary>Nothing in the file is destroyed on a guess, and what is destroyed is counted as lost.</summary>
public sealed class DestructionTests : IDisposable
{
    private const string Poison = "poison";

    private readonly TempFolder _folder = new();

    public static TheoryData<int> Steps => [8, 40, 365, -1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F84_A_poison_event_after_each_restart_holds_nothing_up()
    {
        var service = new Service { Poison = Poison };
        for (var start = 1; start <= 3; start++)
        {
            using var test = new TestStore(_folder);
            await using var client = Client(test, service);
            await client.CaptureAsync(new AnalyseEvent(Poison) { PersonId = "user_1" }, Token);
            await RunUntilAsync(test, () => test.Counts.Held == 1);
            await client.CaptureAsync(new AnalyseEvent("good") { PersonId = "user_1" }, Token);
            await RunUntilAsync(test, () => test.Counts.Waiting == 0);

            Assert.Equal((1, start), (test.Counts.Delivered, test.Counts.DeadLettered));
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    public async Task F85_A_service_that_rejects_everything_after_a_success_costs_no_event_of_the_file(HttpStatusCode status)
    {
        using var test = new TestStore(_folder);
        var service = new Service();
        await using var client = Client(test, service);
        Capture(client, 100);
        await RunUntilAsync(test, () => test.Counts.Delivered == 100);

        service.Otherwise = status;
        Capture(client, 19_900);
        var begun = test.Time.GetTimestamp();
        await RunUntilAsync(test, () => test.Time.GetElapsedTime(begun) > TimeSpan.FromMinutes(20));
        Assert.Equal((19_900, 0), (test.Counts.Waiting, test.Counts.DeadLettered));
        Assert.Equal((AnalyseDeliveryState.Rejecting, true), (client.Status.State, client.Status.IsDegraded));
        Assert.InRange(service.Requests, 10, 150);

        service.Otherwise = HttpStatusCode.OK;
        await RunUntilAsync(test, () => test.Counts.Waiting == 0);
        Assert.Equal((20_000, 0), (test.Counts.Delivered, test.Counts.DeadLettered));
        test.AssertBooksBalance();
    }

    [Fact]
    public async Task F86_Dead_letters_do_not_take_the_room_of_the_queue_and_the_queue_not_theirs()
    {
        const long Cap = 4 * 1024 * 1024;
        using var test = new TestStore(_folder, new TestStoreSettings { MaxFileBytes = Cap });
        var first = await FillAsync(test);
        await DieAsync(test);

        var second = await FillAsync(test);

        Assert.InRange(second, first * 9 / 10, first * 11 / 10);
        Assert.Equal((first, second), (test.Counts.DeadLettered, test.Counts.Waiting));
        await DieAsync(test);
        Assert.Equal(first + second, test.Counts.DeadLettered);
        Assert.Equal(0, test.Counts.Lost);
        test.AssertBooksBalance();
    }

    [Fact]
    public async Task F86_Dead_letters_beyond_their_bound_take_the_place_of_the_oldest_which_are_lost()
    {
        const long Bound = 1024 * 1024;
        using (var test = new TestStore(_folder, new TestStoreSettings { MaxDeadLetterBytes = Bound }))
        {
            for (var i = 0; i < 2_000; i++)
            {
                test.Append($"e{i}", length: 1_000);
            }

            await DieAsync(test);

            var counts = test.Counts;
            Assert.InRange(counts.DeadLettered, 600, 900);
            Assert.Equal(new AnalyseLosses { DeadLettersEvicted = 2_000 - counts.DeadLettered }, counts.Losses);
            Assert.Equal("e1999", (await test.Store.ListDeadAsync(2_000, Token))[^1].EventName);
            using var file = new FileReader(test.Path);
            Assert.True(file.BooksMatchRows());
        }

        using var next = new TestStore(_folder);
        Assert.Equal((next.Counts.DeadLettered, 0), (next.Counts.Accepted, next.Counts.Lost));
    }

    [Fact]
    public async Task F86_Dead_letters_that_other_processes_delete_are_not_called_dead_lettered_here()
    {
        using var one = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = one.Time });
        await one.AppendAsync("a");
        await DieAsync(one);
        await other.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, other.Counts.DeadLettered);

        await other.Store.DeleteDeadAsync([(await other.Store.ListDeadAsync(1, Token))[0].Id], Token);
        await one.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 1), (one.Counts.DeadLettered, one.Counts.Lost));
        Assert.Equal((0, 1), (other.Counts.DeadLettered, other.Counts.Lost));
        one.AssertBooksBalance();
        other.AssertBooksBalance();
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task F87_A_clock_that_is_set_while_the_file_is_open_forgets_and_expires_nothing(int days)
    {
        var time = new SteppingClock();
        using var test = await StoreAsync(time);

        time.Step(TimeSpan.FromDays(days));
        await test.AdvanceAsync(TimeSpan.FromHours(2));

        await AssertAllIsThereAsync(test, TimeSpan.FromHours(3));
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task F87_A_clock_that_is_set_between_two_starts_forgets_and_expires_nothing(int days)
    {
        var time = new SteppingClock();
        (await StoreAsync(time)).Dispose();

        for (var start = 0; start < 2; start++)
        {
            time.Step(TimeSpan.FromDays(days));
            using var test = new TestStore(_folder, new TestStoreSettings { Time = time });
            await test.AdvanceAsync(TimeSpan.FromHours(2));
            await AssertAllIsThereAsync(test, TimeSpan.FromDays(2.5));
        }
    }

    [Fact]
    public async Task F87_Days_in_which_the_application_mostly_does_not_run_age_what_is_kept_as_well()
    {
        var time = new SteppingClock();
        (await StoreAsync(time)).Dispose();
        for (var day = 0; day < 31; day++)
        {
            time.Skip(TimeSpan.FromHours(23));
            using var test = new TestStore(_folder, new TestStoreSettings { Time = time });
            await test.AdvanceAsync(TimeSpan.FromHours(1));
        }

        using var last = new TestStore(_folder, new TestStoreSettings { Time = time });
        Assert.Equal(0, last.Counts.DeadLettered);
        Assert.Equal(CaptureResult.Accepted, await last.AppendAsync(key: "order 1"));
        Assert.InRange((await last.ClaimAsync()).Entries[0].Age, TimeSpan.FromDays(30), TimeSpan.FromDays(32));
    }

    /// <summary>A store with a queued event, a dead letter, and a key that was taken.</summary>
    private async Task<TestStore> StoreAsync(SteppingClock time)
    {
        var test = new TestStore(_folder, new TestStoreSettings { Time = time });
        await test.AppendAsync("dead");
        await DieAsync(test);
        await test.AppendAsync(key: "order 1");
        await test.DeliverAllAsync();
        await test.AppendAsync("queued");
        return test;
    }

    private static async Task AssertAllIsThereAsync(TestStore test, TimeSpan oldest)
    {
        Assert.Equal("dead", Assert.Single(await test.Store.ListDeadAsync(10, Token)).EventName);
        Assert.Equal(1, test.Counts.DeadLettered);
        Assert.Equal(CaptureResult.Duplicate, await test.AppendAsync(key: "order 1"));
        Assert.InRange(test.Counts.OldestAge!.Value, TimeSpan.Zero, oldest);
        var batch = await test.ClaimAsync();
        Assert.InRange(batch.Entries[0].Age, TimeSpan.Zero, oldest);
        await test.CompleteAsync(batch, EventOutcome.Again);
        test.AssertBooksBalance();
    }

    private static async Task<int> FillAsync(TestStore test)
    {
        var accepted = 0;
        while (await test.AppendAsync(length: 1_000) is CaptureResult.Accepted)
        {
            accepted++;
        }

        return accepted;
    }

    private static async Task DieAsync(TestStore test)
    {
        while (await test.TryClaimAsync() is { } batch)
        {
            await test.CompleteAsync(batch, EventOutcome.Dead("http_400"));
        }
    }

    private static void Capture(AnalyseClient client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(CaptureResult.Accepted, client.Capture(new AnalyseEvent("good") { PersonId = "user_1" }));
        }
    }

    private static AnalyseClient Client(TestStore test, Service service)
    {
        var options = new AnalyseOptions { PublicKey = "pk_test_1234567890", ShutdownTimeout = TimeSpan.Zero };
        var settings = new AnalyseSettings(options, new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true);
        return new AnalyseClient(new ClientParts(new FixedSettings(settings), test.Store, [test.Store], service)
        {
            Time = test.Time,
            Logger = NullLogger.Instance,
        });
    }

    private static async Task RunUntilAsync(TestStore test, Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            test.Time.Advance(TimeSpan.FromSeconds(1));
            await test.SettledAsync();
            await Task.Yield();
        }
    }

    private sealed class Service : IEventTransport
    {
        public string? Description => null;

        public string? Poison { get; init; }

        public HttpStatusCode Otherwise { get; set; } = HttpStatusCode.OK;

        public int Requests { get; private set; }

        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            Requests++;
            var isPoisoned = Poison is { } poison && Encoding.UTF8.GetString(request.Body.Span).Contains(poison, StringComparison.Ordinal);
            return new(TransportAnswer.Of(isPoisoned ? HttpStatusCode.BadRequest : Otherwise));
        }
    }
}
