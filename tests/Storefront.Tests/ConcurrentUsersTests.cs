using Analyse;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

public sealed class ConcurrentUsersTests : IDisposable
{
    private const int Users = 20;

    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task No_event_has_the_id_of_another_user()
    {
        var visits = await Task.WhenAll(Enumerable.Range(0, Users).Select(VisitAsync));

        foreach (var visit in visits)
        {
            var person = _shop.Recorder.Named("$identify")
                .Single(identify => identify.Properties.GetProperty("$email").GetString() == visit.Email).PersonId!;
            var timeline = _shop.Recorder.By(person);

            Assert.Equal(
                ["content_viewed", "$identify", "signup_completed", "content_viewed", "checkout_started", "coupon_applied", "checkout_finished"],
                timeline.Select(recorded => recorded.Name));
            Assert.All(timeline, recorded => Assert.Equal(visit.AnonymousId, recorded.AnonymousId));
            Assert.All(timeline.Skip(1), recorded => Assert.Equal(person, recorded.PersonId));
            Assert.Equal(visit.CheckoutId, timeline[5].Properties.GetProperty("checkout_id").GetString());
            Assert.All(timeline.Select(recorded => recorded.Event).OfType<CheckoutEvent>(), checkout => Assert.Equal(visit.CheckoutId, checkout.CheckoutId));
        }

        Assert.Equal(Users * 7, _shop.Recorder.Events.Count);
        Assert.Equal(Users, _shop.Recorder.Events.Select(recorded => recorded.PersonId).OfType<string>().Distinct().Count());
    }

    private async Task<Visit> VisitAsync(int number)
    {
        using var browser = _shop.OpenBrowser();
        var email = $"user-{number}@example.com";

        await browser.ReadAsync("first-status-page");
        await browser.SignUpAsync(email);
        await browser.ReadAsync("on-call");
        var checkout = await browser.StartCheckoutAsync("handbook");
        using var coupon = await browser.ApplyCouponAsync("SPRING", checkout);
        await browser.PayAsync(checkout);

        return new Visit(email, browser.AnonymousId, checkout);
    }

    private sealed record Visit(string Email, string? AnonymousId, string CheckoutId);
}
