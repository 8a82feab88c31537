using Analyse.Events;
using Xunit;

namespace Analyse.Tests.Events;

public sealed class EventKindsTests
{
    [Theory]
    [InlineData("signup_completed", EventKind.Money)]
    [InlineData("checkout_started", EventKind.Money)]
    [InlineData("checkout_cancelled", EventKind.Money)]
    [InlineData("checkout_finished", EventKind.Money)]
    [InlineData("trial_started", EventKind.Money)]
    [InlineData("trial_ended", EventKind.Money)]
    [InlineData("subscription_cancelled", EventKind.Money)]
    [InlineData("content_viewed", EventKind.Standard)]
    [InlineData("$identify", EventKind.Custom)]
    [InlineData("Checkout_Finished", EventKind.Custom)]
    [InlineData("invoice_paid", EventKind.Custom)]
    internal void The_name_tells_the_kind(string name, EventKind kind) => Assert.Equal(kind, EventKinds.Of(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_blank_name_is_a_mistake_that_shows_at_once(string? name) =>
        Assert.Throws<ArgumentException>(() => new AnalyseEvent(name!));
}
