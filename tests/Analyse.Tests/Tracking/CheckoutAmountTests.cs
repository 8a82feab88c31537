using Analyse.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Tests.Tracking;

public sealed class CheckoutAmountTests
{
    private static readonly Amount _minus = Amount.Of(-49.00m, "USD");

    private readonly TestIntake _intake = new();

    public static TheoryData<AnalyseEvent> Checkouts => new(
        new CheckoutFinished(Billing.OneTime, _minus),
        new CheckoutStarted(Billing.OneTime) { Amount = _minus },
        new CheckoutCancelled(Billing.OneTime) { Amount = _minus },
        new AnalyseEvent("checkout_finished") { Amount = _minus },
        new AnalyseEvent("checkout_finished") { Properties = { ["amount"] = -4900, ["currency"] = "USD" } });

    [Theory]
    [MemberData(nameof(Checkouts), DisableDiscoveryEnumeration = true)]
    public void A_negative_amount_of_a_checkout_is_rejected_with_the_reason(AnalyseEvent checkout)
    {
        checkout.PersonId = "user_1";

        Assert.Equal(CaptureResult.Invalid, _intake.Capture(checkout));
        var logged = Assert.Single(_intake.Log.Collector.GetSnapshot(), record => record.Level is LogLevel.Error);
        Assert.Contains("of a checkout is negative", logged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refund_may_be_negative_and_a_checkout_may_be_free()
    {
        Assert.Equal(CaptureResult.Accepted, _intake.Capture(new AnalyseEvent("refund") { PersonId = "user_1", Amount = _minus }));
        Assert.Equal(CaptureResult.Accepted, _intake.Capture(
            new CheckoutFinished(Billing.OneTime, Amount.Of(0, "USD")) { PersonId = "user_1" }));
    }
}
