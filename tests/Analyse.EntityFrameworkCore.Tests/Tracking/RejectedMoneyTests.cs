using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Tracking;

/// <summary>A payment that is rejected on its way into the outbox.</summary>
public sealed class RejectedMoneyTests
{
    [Fact]
    public async Task A_rejected_payment_leaves_no_row_and_is_logged_with_the_reason()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            Assert.Equal(CaptureResult.Invalid, outbox.Capture(Paid(Amount.Of(49.995m, "USD"))));
            Assert.Equal(CaptureResult.Invalid, outbox.Capture(Paid(Amount.Of(-49.00m, "USD"))));
            Assert.Equal(CaptureResult.Accepted, outbox.Capture(Paid(Amount.Rounded(49.995m, "USD"))));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await shop.Service.ReceivesAsync(1);

        Assert.Equal(["checkout_finished"], shop.Service.Names);
        var logged = Assert.Single(shop.Log.GetSnapshot(), static record => record.Level is LogLevel.Error);
        Assert.Contains("Amount.Rounded(value, \"USD\")", logged.Message, StringComparison.Ordinal);
    }

    private static CheckoutFinished Paid(Amount amount) => new(Billing.OneTime, amount) { PersonId = "user_1" };
}
