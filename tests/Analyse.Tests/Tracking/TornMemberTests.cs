using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Tracking;

/// <summary>The same race as in <see cref="TornPropertyTests"/>, on the typed members of an event.</summary>
public sealed class TornMemberTests
{
    private const int Captures = 20_000;

    private readonly TestIntake _intake = new();

    [Fact]
    public void F90_An_amount_is_never_sent_in_the_currency_of_another()
    {
        var paid = new CheckoutFinished(Billing.OneTime, Amount.Minor(4900, "USD")) { PersonId = "user_1" };
        using var changing = new Alternating(() => paid.Amount = Amount.Minor(4900, "USD"), () => paid.Amount = Amount.Minor(500, "JPY"));

        CaptureAll(paid, () => $"{Property("amount")} {Property("currency")}", "4900 \"USD\"", "500 \"JPY\"");
    }

    [Fact]
    public void F90_An_amount_that_becomes_wrong_after_it_was_checked_is_not_sent()
    {
        var paid = new CheckoutFinished(Billing.OneTime, Amount.Minor(4900, "USD")) { PersonId = "user_1" };
        using var changing = new Alternating(() => paid.Amount = Amount.Minor(4900, "USD"), () => paid.Amount = Amount.Of(10.333m, "EUR"));

        CaptureAll(paid, () => $"{Property("amount")} {Property("currency")}", "4900 \"USD\"");
    }

    [Fact]
    public void F90_A_time_that_is_set_is_never_the_year_one()
    {
        var paid = TestClient.Event();
        var past = Encoded.Moment.AddDays(-1);
        using var changing = new Alternating(() => paid.Timestamp = null, () => paid.Timestamp = past);

        CaptureAll(paid, () => _intake.Field("timestamp")!, "2026-11-22T10:00:00.000Z", "2026-11-23T10:00:00.000Z");
    }

    [Fact]
    public void F90_A_number_that_is_set_is_never_nought()
    {
        var paid = new CheckoutFinished(Billing.OneTime, Amount.Minor(4900, "USD")) { PersonId = "user_1" };
        using var changing = new Alternating(() => paid.ItemsCount = null, () => paid.ItemsCount = 3);

        CaptureAll(paid, () => Property("items_count"), "absent", "3");
    }

    [Fact]
    public void F90_A_day_and_a_reason_that_are_set_are_never_the_first_ones()
    {
        var cancelled = new SubscriptionCancelled("pro") { PersonId = "user_1" };
        var day = new DateOnly(2026, 3, 31);
        using var changing = new Alternating(
            () => (cancelled.EffectiveAt, cancelled.Reason) = (null, null),
            () => (cancelled.EffectiveAt, cancelled.Reason) = (day, SubscriptionCancelledReason.Admin));

        CaptureAll(
            cancelled,
            () => $"{Property("reason")} {Property("effective_at")}",
            "absent absent", "absent \"2026-03-31\"", "\"admin\" absent", "\"admin\" \"2026-03-31\"");
    }

    private void CaptureAll(AnalyseEvent changing, Func<string> read, params string[] allowed)
    {
        for (var i = 0; i < Captures; i++)
        {
            var result = _intake.Capture(changing);
            if (result is CaptureResult.Accepted)
            {
                Assert.Contains(read(), allowed);
            }
            else
            {
                Assert.Equal(CaptureResult.Invalid, result);
            }
        }

        Assert.NotEqual(0, _intake.Count);
    }

    private string Property(string name) =>
        _intake.Last.GetProperty("properties").TryGetProperty(name, out var value) ? value.GetRawText() : "absent";
}
