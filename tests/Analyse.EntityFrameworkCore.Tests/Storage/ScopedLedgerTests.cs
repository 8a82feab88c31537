using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Extensibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

/// <summary>In a scope whose context has a transaction open, the ledger takes part in it.</summary>
public sealed class ScopedLedgerTests
{
    private static readonly LedgerEntry _entry = new("a", "1", 0) { PersonId = "user_1" };

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_written_in_a_transaction_goes_with_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        await using (var scope = shop.Services.CreateAsyncScope())
        {
            await using var transaction = await ContextOf(scope).Database.BeginTransactionAsync(Cancellation);
            Assert.True(await LedgerOf(scope).TryWriteAsync([_entry], Cancellation));
            Assert.Equal("1", (await LedgerOf(scope).ReadAsync(["b", "a"], Cancellation))[1]?.Value);
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Null(Assert.Single(await Ledger(shop).ReadAsync(["a"], Cancellation)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_written_in_a_transaction_stays_with_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        await using (var scope = shop.Services.CreateAsyncScope())
        {
            await using var transaction = await ContextOf(scope).Database.BeginTransactionAsync(Cancellation);
            Assert.True(await LedgerOf(scope).TryWriteAsync([_entry], Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(_entry with { Version = 1 }, Assert.Single(await Ledger(shop).ReadAsync(["a"], Cancellation)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_writer_that_was_faster_is_told_of_and_the_transaction_goes_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        Assert.True(await Ledger(shop).TryWriteAsync([_entry], Cancellation));
        await using (var scope = shop.Services.CreateAsyncScope())
        {
            await using var transaction = await ContextOf(scope).Database.BeginTransactionAsync(Cancellation);
            Assert.False(await LedgerOf(scope).TryWriteAsync([new("0", "new", 0), _entry with { Value = "2" }], Cancellation));
            Assert.True(await LedgerOf(scope).TryWriteAsync([_entry with { Value = "2", Version = 1 }], Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal([null, "2"], (await Ledger(shop).ReadAsync(["0", "a"], Cancellation)).Select(static entry => entry?.Value));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Without_a_transaction_it_is_the_applications_ledger(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        await using var scope = shop.Services.CreateAsyncScope();

        Assert.True(await LedgerOf(scope).TryWriteAsync([_entry], Cancellation));

        Assert.True(LedgerOf(scope).IsDurable);
        Assert.Equal("1", Assert.Single(await Ledger(shop).ReadAsync(["a"], Cancellation))?.Value);
    }

    private static IAnalyseLedger Ledger(Shop shop) => shop.Services.GetRequiredService<IAnalyseLedger>();

    private static IAnalyseLedger LedgerOf(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredKeyedService<IAnalyseLedger>(LedgerScope.Key);

    private static ShopContext ContextOf(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<ShopContext>();
}
