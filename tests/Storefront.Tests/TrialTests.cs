using Analyse;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

public sealed class TrialTests : IDisposable
{
    // In Development a day lasts ten seconds, and the service looks each second.
    private static readonly TimeSpan _fourteenDays = TimeSpan.FromSeconds(140);
    private static readonly TimeSpan _oneLook = TimeSpan.FromSeconds(1);

    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_trial_that_nobody_pays_for_ends_by_itself()
    {
        using var browser = _shop.OpenBrowser();
        await browser.SignUpAsync("trial@example.com", withTrial: true);
        var end = _shop.Clock.GetUtcNow() + _fourteenDays;

        var ended = await ExpiredTrialAsync();

        Assert.Equal(_shop.Recorder.Single<TrialStarted>().PersonId, ended.PersonId);
        Assert.Equal(14, _shop.Recorder.Single<TrialStarted>().Days);
        Assert.False(ended.Converted);
        Assert.Equal(TrialEndedReason.Expired, ended.Reason);
        Assert.Equal(end, ended.Timestamp);
    }

    [Fact]
    public async Task A_trial_that_is_paid_for_ends_once()
    {
        using var browser = _shop.OpenBrowser();
        await browser.SignUpAsync("convert@example.com", withTrial: true);
        await browser.PayAsync(await browser.StartCheckoutAsync("pro-monthly"));

        using var later = _shop.OpenBrowser();
        await later.SignUpAsync("later@example.com", withTrial: true);
        await ExpiredTrialAsync();

        var converted = _shop.Recorder.Single<TrialEnded>(ended => ended.Converted);
        Assert.Equal(TrialEndedReason.Converted, converted.Reason);
        Assert.Equal(2, _shop.Recorder.Of<TrialEnded>().Count);
    }

    // The service makes its timer on a thread of its own: time goes on until it has seen it.
    private async Task<TrialEnded> ExpiredTrialAsync()
    {
        _shop.Clock.Advance(_fourteenDays);
        await Eventually.TrueAsync(() =>
        {
            _shop.Clock.Advance(_oneLook);
            return _shop.Recorder.Of<TrialEnded>().Any(ended => !ended.Converted);
        });
        return _shop.Recorder.Single<TrialEnded>(ended => !ended.Converted);
    }
}
