using Analyse.Delivery;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class OutageTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Outage _outage;

    public OutageTests() => _outage = new Outage(_time);

    [Fact]
    public void Without_a_failure_there_is_none()
    {
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, _outage.Length);
        Assert.Equal(TimeSpan.Zero, _outage.SinceSuccess);
    }

    [Fact]
    public void It_begins_with_the_first_failure_and_ends_with_a_success()
    {
        _outage.Delivered();
        _time.Advance(TimeSpan.FromSeconds(2));
        _outage.Failed();
        _time.Advance(TimeSpan.FromSeconds(10));
        _outage.Failed();

        Assert.Equal(TimeSpan.FromSeconds(10), _outage.Length);
        Assert.Equal(TimeSpan.FromSeconds(12), _outage.SinceSuccess);

        _outage.Delivered();
        Assert.Equal(TimeSpan.Zero, _outage.SinceSuccess);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_idle_hour_before_the_first_failure_is_no_hour_of_outage(bool hasDelivered)
    {
        if (hasDelivered)
        {
            _outage.Delivered();
        }

        _time.Advance(TimeSpan.FromHours(1));
        _outage.Failed();

        Assert.Equal(TimeSpan.FromSeconds(3), _outage.SinceSuccess);
    }
}
